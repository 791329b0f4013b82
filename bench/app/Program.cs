using Harness.Bench;

return args is ["supervise-host", var file]
    ? Harness.Bench.Supervise.HostMode.Run(file)
    : new BenchCommand(Console.Out, Console.Error)
    {
        Supervisor = [Environment.ProcessPath!, "supervise-host"],
    }.Run(args);
