using Harness.Bench;

return new BenchCommand(Console.Out, Console.Error).Run(args);
