using Harness.Reference.Ports;
using Harness.Reference.Services;
using Xunit;

namespace Harness.Properties.Contracts;

/// <summary>
/// One life of a supervisor, in whose place the body of a test runs: its ports, and levers on the
/// world behind them. A worker of the world gets ready when it is let, beats from then on, and ends
/// with 0 when it is asked to, unless it is deaf.
/// </summary>
internal abstract class ContractLife(SystemPorts ports)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(20);

    private IServiceManager? _services;

    internal SystemPorts Ports => ports;

    internal IProcessHost Processes => ports.Processes;

    internal IFiles Files => ports.Files;

    /// <summary>The external service manager, or an embedded one over the processes.</summary>
    internal IServiceManager Services =>
        _services ??= ports.Services ?? new EmbeddedServiceManager(ports);

    internal Instant Now => Instant.Now(ports.Time);

    /// <summary>The unit of a worker.</summary>
    internal abstract UnitSpec Unit(string name);

    /// <summary>The unit of a worker that does not heed TERM.</summary>
    internal abstract UnitSpec Deaf();

    /// <summary>A unit whose start fails for that reason.</summary>
    internal abstract UnitSpec Broken(StartFailure failure);

    /// <summary>Completes when a process can be told what to do.</summary>
    internal abstract Task Up(ProcessIdentity process);

    /// <summary>From now on it may get ready, and beats once it is.</summary>
    internal abstract Task LetBeReady(ProcessIdentity process);

    /// <summary>It ends by itself.</summary>
    internal abstract Task Die(ProcessIdentity process, ExitStatus exit);

    /// <summary>It is held still for ever.</summary>
    internal abstract Task Hang(ProcessIdentity process);

    /// <summary>It asks its supervisor for something.</summary>
    internal abstract Task Ask(ProcessIdentity process, IntegrityReport report);

    /// <summary>
    /// The absolute path of a file that nobody else has, in a folder that is there.
    /// </summary>
    internal abstract string PathOf(string name);

    /// <summary>Another process takes a lock, and has it when this completes.</summary>
    internal abstract Task LockElsewhere(string path);

    /// <summary>That process is killed.</summary>
    internal abstract Task KillElsewhere();

    /// <summary>What happens between the death of this life and the next one.</summary>
    internal abstract void WhileDead(Func<Task> happens);

    internal Task Sleep(double seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), ports.Time);

    /// <summary>Looks again and again; a world in which it never comes true fails.</summary>
    internal async Task Until(string what, Func<Task<bool>> isSo)
    {
        Instant over = Now + TimeSpan.FromSeconds(30);
        while (!await isSo())
        {
            Assert.True(Now < over, $"never: {what}");
            await Task.Delay(LookAgain, ports.Time);
        }
    }

    /// <summary>Starts a process that can be told what to do.</summary>
    internal async Task<ProcessIdentity> Start(UnitSpec unit)
    {
        StartAnswer answer = await Processes.Start(unit);
        Assert.Equal(StartFailure.None, answer.Failure);
        Assert.NotNull(answer.Process);
        await Up(answer.Process.Value);
        return answer.Process.Value;
    }

    internal Task<ProcessIdentity> Start(string unit) => Start(Unit(unit));

    internal async Task<ProcessIdentity> StartReady(string unit)
    {
        ProcessIdentity process = await Start(unit);
        await LetBeReady(process);
        await Until("ready", async () => (await Status(process))!.State == ProcessState.Ready);
        return process;
    }

    /// <summary>The process on the list; null if it is not there.</summary>
    internal async Task<ProcessStatus?> Status(ProcessIdentity process) =>
        (await Processes.List()).SingleOrDefault(one => one.Identity == process);

    /// <summary>Waits for an end, and gives what the list says of it.</summary>
    internal async Task<ProcessStatus> Ended(ProcessIdentity process)
    {
        await Until("ended", async () => (await Status(process))!.State == ProcessState.Exited);
        return (await Status(process))!;
    }

    internal async Task<bool> IsAlive(ProcessIdentity process) =>
        await Status(process) is { IsAlive: true };
}
