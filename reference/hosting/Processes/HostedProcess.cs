using Harness.Hosting.Native;
using Harness.Hosting.Notify;
using Harness.Reference;
using Harness.Reference.Ports;
using Harness.Reference.Recovery;

namespace Harness.Hosting.Processes;

/// <summary>
/// One life of a process, as far as it is known. Whoever reads or changes it has the lock of its
/// host.
/// </summary>
/// <param name="record">What is written down of it.</param>
/// <param name="pidfd">The descriptor that stands for it and for no other.</param>
/// <param name="socket">Where it notifies.</param>
internal sealed class HostedProcess(ProcessRecord record, int pidfd, NotifySocket socket)
{
    private Instant _lastSign;

    internal ProcessRecord Record { get; private set; } = record;

    internal int Pidfd => pidfd;

    internal NotifySocket Socket => socket;

    /// <summary>Cancelled when it has ended, or is looked after no more.</summary>
    internal CancellationTokenSource Over { get; } = new();

    internal string Unit => Record.Unit;

    internal ProcessIdentity Identity { get; } =
        new(record.Pid, new Instant(record.StartedAt), new BootId(record.Boot));

    /// <summary>Whether this process is its parent, and has to collect it.</summary>
    internal bool IsChild { get; init; }

    /// <summary>Whether an earlier supervisor started it.</summary>
    internal bool IsAdopted { get; init; }

    /// <summary>The wall time of its start, for people.</summary>
    internal required DateTimeOffset Began { get; init; }

    internal ProcessState State { get; private set; } =
        record.IsReady ? ProcessState.Ready : ProcessState.Starting;

    internal bool IsAlive => State != ProcessState.Exited;

    internal IntegrityReport? Report { get; set; }

    internal string StatusText { get; set; } = "";

    internal Instant PatienceUntil { get; set; }

    internal Instant ExitedAt { get; private set; }

    internal ExitStatus Exit { get; private set; }

    /// <summary>A sign of life; of an adopted one the time of adoption is the first.</summary>
    internal void Sign(Instant now) => _lastSign = now;

    internal void BeReady(Instant now)
    {
        State = ProcessState.Ready;
        Record = Record with { IsReady = true };
        Sign(now);
    }

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
        };

    internal ProcessFacts Facts() => new(
        Unit, Record.Role, Identity.Pid, Began, State, StatusText, IsAdopted);

    private Instant LastSign(Instant now) =>
        State == ProcessState.Starting ? Identity.StartedAt
        : GivesSigns ? _lastSign
        : now; // being there is all that can be seen of it

    private bool GivesSigns => Record.Readiness.Kind switch
    {
        ReadinessKind.Delay => Record.Beats,
        ReadinessKind.Notify => Record.Beats,
        ReadinessKind.Exec => true,
        ReadinessKind.Tcp => true,
        ReadinessKind.Http => true,
    };
}
