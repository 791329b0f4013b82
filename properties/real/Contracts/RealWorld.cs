using Harness.Hosting.Control;
using Harness.Hosting.Events;
using Harness.Hosting.Files;
using Harness.Hosting.Processes;
using Harness.Hosting.Running;
using Harness.Properties.Hosting.Files;
using Harness.Reference.Ports;
using Xunit;

namespace Harness.Properties.Contracts;

/// <summary>
/// This machine: each body runs on an exclusive scheduler, with adapters that were opened for it,
/// and that are closed as the death of a process closes them.
/// </summary>
internal sealed class RealWorld : IContractWorld
{
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(60);

    public async Task Run(params Func<ContractLife, Task>[] lives)
    {
        using var directory = new TemporaryDirectory();
        Directory.CreateDirectory(directory["state"]);
        using var workers = new RealWorkers(directory["workers"]);
        try
        {
            foreach (Func<ContractLife, Task> body in lives)
            {
                await RunOne(body, directory, workers);
            }
        }
        finally
        {
            await EndAll(directory["state"]);
        }
    }

    private static async Task RunOne(
        Func<ContractLife, Task> body, TemporaryDirectory directory, RealWorkers workers)
    {
        CancellationToken stop = TestContext.Current.CancellationToken;
        RealLife life;
        using (LinuxProcessHost processes = Open(directory["state"]))
        {
            using var files = new LinuxFiles();
            var spawner = new ExclusiveSpawner();
            life = new RealLife(Ports(processes, files, spawner), directory, workers);
            using (life)
            {
                await spawner.Run(async () =>
                {
                    await body(life);
                    return true;
                }).WaitAsync(Hang, stop);
            }
        }

        await life.HappenNow();
    }

    private static LinuxProcessHost Open(string directory) =>
        LinuxProcessHost.Open(new ProcessHostOptions { Directory = directory });

    private static SystemPorts Ports(
        LinuxProcessHost processes, LinuxFiles files, ExclusiveSpawner spawner) => new()
        {
            Time = TimeProvider.System,
            Actors = spawner,
            Processes = processes,
            Files = files,
            Control = new ControlDesk(),
            Fatal = new NoFatal(),
            Log = new EventFeed(TimeProvider.System),
            Boot = processes.Boot,
        };

    /// <summary>Whatever a test has left is found as a supervisor finds it, and killed.</summary>
    private static async Task EndAll(string state)
    {
        using LinuxProcessHost processes = Open(state);
        foreach (ProcessStatus status in await processes.List())
        {
            await processes.Send(status.Identity, Signal.Kill);
        }

        while ((await processes.List()).Any(status => status.IsAlive))
        {
            await Task.Delay(10, CancellationToken.None);
        }
    }

    private sealed class NoFatal : IFatalLog
    {
        public Task Write(SupervisorError error) =>
            throw new InvalidOperationException($"nothing here is fatal: {error}");
    }
}
