using Harness.Scenarios.Commands;

return await new HarnessCommand(Wiring.OfThisProcess()).Run(args);
