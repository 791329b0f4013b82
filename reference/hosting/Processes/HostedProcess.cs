using Harness.Hosting.Notify;
using Harness.Reference.Ports;

namespace Harness.Hosting.Processes;

/// <summary>
/// One life of a process, as far as it is known. Whoever reads or changes it has the lock of its
/// host.
/// </summary>
internal sealed class HostedProcess
{
    private Instant _lastSign;
    private Instant _lastAsked;
    private int _junk;

    /// <param name="record">What is written down of it.</param>
    /// <param name="pidfd">The descriptor that stands for it and for no other.</param>
    /// <param name="socket">Where it notifies; null if there is no room for one.</param>
    internal HostedProcess(ProcessRecord record, int pidfd, NotifySocket? socket)
    {
        (Record, Pidfd, Socket) = (record, pidfd, socket);
        Identity = new ProcessIdentity(
            record.Pid, new Instant(record.StartedAt), new BootId(record.Boot));
        State = record.IsReady ? ProcessState.Ready : ProcessState.Starting;
        IsOver = Over.Token;
    }

    internal ProcessRecord Record { get; private set; }

    internal int Pidfd { get; }

    internal NotifySocket? Socket { get; }

    /// <summary>Held by who writes its record.</summary>
    internal Lock Writing { get; } = new();

    internal CancellationTokenSource Over { get; } = new();

    /// <summary>
    /// Cancelled when it has ended, or is looked after no more. It outlives its source.
    /// </summary>
    internal CancellationToken IsOver { get; }

    internal string Unit => Record.Unit;

    internal ProcessIdentity Identity { get; }

    /// <summary>Whether this process is its parent, and has to collect it.</summary>
    internal bool IsChild { get; init; }

    /// <summary>Whether an earlier supervisor started it.</summary>
    internal bool IsAdopted { get; init; }

    /// <summary>The wall time of its start, for people.</summary>
    internal required DateTimeOffset Began { get; init; }

    internal ProcessState State { get; private set; }

    internal bool IsAlive => State != ProcessState.Exited;

    internal IntegrityReport? Report { get; set; }

    internal string StatusText { get; set; } = "";

    internal Instant PatienceUntil { get; set; }

    internal Instant ExitedAt { get; private set; }

    internal ExitStatus Exit { get; private set; }

    /// <summary>A sign of life; of an adopted one the time of adoption is the first.</summary>
    internal void Sign(Instant now) => (_lastSign, _lastAsked) = (now, now);

    internal void BeReady(Instant now)
    {
        State = ProcessState.Ready;
        Record = Record with { IsReady = true };
        PatienceUntil = Instant.Zero; // it was for the start
        Sign(now);
    }

    /// <summary>
    /// It was asked whether it is ready: yes, no, or null if it could not be asked, which says
    /// nothing of it.
    /// </summary>
    internal void Answer(bool? answer, Instant now, Action<HostedProcess> ready)
    {
        if (answer == true && State == ProcessState.Starting)
        {
            BeReady(now);
            ready(this);
        }
        else if (answer == false)
        {
            _lastAsked = now;
        }
        else
        {
            Sign(now);
        }
    }

    /// <summary>One more message that was junk: how many that makes.</summary>
    internal int CountsJunk() => Interlocked.Increment(ref _junk);

    /// <summary>From now on its beats are counted on.</summary>
    internal void Beat(Instant now)
    {
        Record = Record with { Beats = true };
        Sign(now);
    }

    internal void End(Instant now, ExitStatus exit)
    {
        State = ProcessState.Exited;
        (ExitedAt, Exit) = (now, exit);
        Over.Cancel();
    }

    internal ProcessStatus Status(Instant now) =>
        new(Unit, Identity, State, LastSign(now), ExitedAt, Exit)
        {
            Tag = Record.Tag,
            Report = Report,
            PatienceUntil = PatienceUntil,
            BeatWithin = Record.Beats ? Record.Readiness.BeatWithin : TimeSpan.Zero,
        };

    internal ProcessFacts Facts() => new(
        Unit, Record.Role, Identity.Pid, Began, State, StatusText, IsAdopted);

    private Instant LastSign(Instant now) =>
        State == ProcessState.Starting ? Identity.StartedAt : Record.Readiness.Kind switch
        {
            ReadinessKind.Delay or ReadinessKind.Notify => LastBeat(now),

            // As long as nobody asked it was not silent: this process may have been stopped.
            ReadinessKind.Exec or ReadinessKind.Tcp or ReadinessKind.Http =>
                now - (_lastAsked - _lastSign),
        };

    // Until the first beat, being there is all that can be seen of it. A message that waits to be
    // read is a sign too: this process may have been stopped.
    private Instant LastBeat(Instant now) =>
        !Record.Beats || Socket?.HasUnread == true ? now : _lastSign;
}
