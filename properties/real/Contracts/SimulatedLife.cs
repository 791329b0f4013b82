using Harness.Reference.Ports;
using Harness.Sim.Faults;
using Harness.Sim.Machine;
using Harness.Sim.Trace;
using Xunit;

namespace Harness.Properties.Contracts;

/// <summary>A life on a simulated machine, whose levers are the machine's own.</summary>
internal sealed class SimulatedLife(
    SimMachine machine, SystemPorts ports, SimulatedWorld.Story story) : ContractLife(ports)
{
    internal const string DeafName = "deaf";

    private const string BrokenName = "broken";
    private const int SecondLife = 2;

    private readonly List<Func<Task>> _whileDead = [];

    /// <summary>The workers of the scene.</summary>
    internal static IReadOnlyList<string> Names => ["web", "db", DeafName, BrokenName];

    internal override UnitSpec Unit(string name) => new(name, name, TimeSpan.FromSeconds(10));

    internal override UnitSpec Deaf() => Unit(DeafName);

    internal override UnitSpec Broken(StartFailure failure)
    {
        machine.Refuse(new RefuseStarts(BrokenName, int.MaxValue, failure));
        return Unit(BrokenName);
    }

    internal override Task Up(ProcessIdentity process) => Task.CompletedTask;

    // It gets ready by itself, but not before the body has had time to look.
    internal override Task LetBeReady(ProcessIdentity process) => Task.CompletedTask;

    internal override Task Die(ProcessIdentity process, ExitStatus exit)
    {
        machine.Processes.End(Find(process), exit, ExitCause.Fault);
        return Task.CompletedTask;
    }

    internal override Task Hang(ProcessIdentity process)
    {
        machine.Processes.Hang(Find(process));
        return Task.CompletedTask;
    }

    internal override Task Ask(ProcessIdentity process, IntegrityReport report)
    {
        SimProcess asking = Find(process);
        asking.Report = report;
        machine.Hints.AboutReport(asking);
        return Task.CompletedTask;
    }

    internal override string PathOf(string name) => $"/var/lib/contract/{name}";

    internal override async Task LockElsewhere(string path)
    {
        FileError? got = null;
        story.Beside = async ports =>
        {
            got = await ports.Files.Lock(path);
            await Task.Delay(TimeSpan.FromDays(1), ports.Time);
        };
        machine.Supervisor.StartOneMore();
        await Until("locked elsewhere", () => Task.FromResult(got is not null));
        Assert.Equal(FileError.None, got);
    }

    internal override Task KillElsewhere()
    {
        Assert.True(machine.Supervisor.Kill(SecondLife, startAgain: false));
        return Task.CompletedTask;
    }

    internal override void WhileDead(Func<Task> happens) => _whileDead.Add(happens);

    /// <summary>Nobody lives: what was left for then happens.</summary>
    internal void HappenNow()
    {
        foreach (Func<Task> happens in _whileDead)
        {
            // The levers act at once: there is nothing to wait for, and nobody who could.
            Assert.True(happens().IsCompletedSuccessfully);
        }
    }

    private SimProcess Find(ProcessIdentity process) => machine.Processes.Find(process)
        ?? throw new InvalidOperationException($"no process {process}");
}
