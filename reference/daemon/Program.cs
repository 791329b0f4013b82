using Harness.Daemon;

return await new SuperviseCommand(Surroundings.OfThisProcess()).Run(args);
