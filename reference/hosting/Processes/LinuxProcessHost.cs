using System.Threading.Channels;
using Harness.Hosting.Native;
using Harness.Reference.Ports;

namespace Harness.Hosting.Processes;

/// <summary>
/// The processes of this machine that carry the names of one supervisor's units. Each is the leader
/// of a session of its own, writes to files, and is known by pid, start time and boot, so that it
/// lives on when the supervisor is killed and is found again by the next one: by its record, or if
/// the supervisor was killed before it was written, by its environment or its output file.
/// A signal goes to the process itself; what else is in its process group when it ends is killed,
/// as with systemd's <c>KillMode=mixed</c>.
/// </summary>
public sealed partial class LinuxProcessHost : IProcessHost, IProcessFacts, IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<HostedProcess> _all = []; // in order of start
    private readonly Channel<ProcessHint> _hints = Channel.CreateUnbounded<ProcessHint>();
    private readonly ExitWatch _exits = new();
    private readonly TimeProvider _time;
    private readonly WorkerEnvironment _environment;
    private readonly Layout _layout;
    private readonly ProcessRecords _records;
    private readonly WorkerOutput _output;
    private readonly Probe _probe;
    private readonly Action<string> _note;
    private bool _isOver;

    private LinuxProcessHost(ProcessHostOptions options)
    {
        LibC.HeedChildren();
        _note = options.Note ?? (_ => { });
        _time = options.Time;
        _layout = Layout.In(options.Directory);
        _environment = new WorkerEnvironment(options.Environment, _layout.State);
        _records = new ProcessRecords(_layout.Records, _note);
        _output = new WorkerOutput(_layout.Output, options.MostOutputBytes, _note);
        _probe = new Probe(_exits);
        Boot = ProcFs.Boot();
    }

    /// <summary>The boot that the monotonic clock counts from.</summary>
    public BootId Boot { get; }

    /// <inheritdoc/>
    public ChannelReader<ProcessHint> Hints => _hints.Reader;

    private Instant NowOnClock => Instant.Now(_time);

    /// <summary>
    /// Opens the host of a state directory, which must exist, and takes over what runs already.
    /// Only one may be open for a directory: the supervisor's lock sees to that.
    /// </summary>
    /// <exception cref="PlatformNotSupportedException">The machine lacks what it needs.</exception>
    public static LinuxProcessHost Open(ProcessHostOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MostOutputBytes, 4096);
        Platform.Demand();
        var host = new LinuxProcessHost(options);
        try
        {
            host.TakeOver();
            return host;
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<StartAnswer> Start(UnitSpec unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        return Task.Run(() => StartGuarded(unit));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ProcessStatus>> List() => Task.FromResult(Statuses(_ => true));

    /// <inheritdoc/>
    public Task<IReadOnlyList<ProcessStatus>> ListUnit(string unit) =>
        Task.FromResult(Statuses(process => process.Unit == unit));

    /// <inheritdoc/>
    public Task<bool> Send(ProcessIdentity process, Signal signal)
    {
        lock (_lock)
        {
            if (Find(process) is not { IsAlive: true } living)
            {
                return Task.FromResult(false);
            }

            // The patience that it asked for with its start is none with its end.
            living.PatienceUntil = signal == Signal.Term ? Instant.Zero : living.PatienceUntil;

            // A descriptor stands for one life: whoever has its pid now gets nothing.
            return Task.FromResult(LibC.PidfdSend(living.Pidfd, (int)signal));
        }
    }

    /// <inheritdoc/>
    public Task Reap(ProcessIdentity process)
    {
        lock (_lock)
        {
            if (Find(process) is { IsAlive: false } ended)
            {
                _all.Remove(ended);
                Release(ended);
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public IReadOnlyList<ProcessFacts> Now()
    {
        lock (_lock)
        {
            return [.. _all.Where(process => process.IsAlive).Select(process => process.Facts())];
        }
    }

    /// <summary>
    /// Looks after the processes no more, and leaves them as they are: as the death of the
    /// supervisor does.
    /// </summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_isOver)
            {
                return;
            }

            _isOver = true;
        }

        _exits.Dispose();
        lock (_lock)
        {
            foreach (HostedProcess process in _all)
            {
                process.Over.Cancel();
                process.Socket?.Dispose();
                Release(process);
            }

            _all.Clear();
        }

        _output.Dispose();
        _probe.Dispose();
    }

    private IReadOnlyList<ProcessStatus> Statuses(Func<HostedProcess, bool> which)
    {
        lock (_lock)
        {
            Instant now = NowOnClock;
            return [.. _all.Where(which).Select(process => process.Status(now))];
        }
    }

    private HostedProcess? Find(ProcessIdentity identity) =>
        _all.Find(process => process.Identity == identity);

    private static void Release(HostedProcess process)
    {
        // A debugger sees the end of a child before its parent does.
        _ = process.IsChild ? LibC.Collect(process.Pidfd) : null;
        _ = LibC.Close(process.Pidfd);
        process.Over.Dispose();
    }
}
