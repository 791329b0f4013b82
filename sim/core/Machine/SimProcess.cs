using Harness.Reference.Ports;
using Harness.Sim.Faults;
using Harness.Sim.Kernel;
using Harness.Sim.Scenarios;

namespace Harness.Sim.Machine;

/// <summary>What waits for a process that hangs.</summary>
[Flags]
internal enum Pending
{
    /// <summary>Nothing.</summary>
    Nothing = 0,

    /// <summary>It would have been ready.</summary>
    Readiness = 1,

    /// <summary>It was asked to end.</summary>
    Term = 2,

    /// <summary>It would have come to its end.</summary>
    End = 4,

    /// <summary>It was killed.</summary>
    Kill = 8,
}

/// <summary>One life of a worker's process, as the machine knows it.</summary>
internal sealed class SimProcess(
    WorkerSetup setup, UnitSpec spec, ProcessIdentity identity, int incarnation, Actor actor)
    : IStruckProcess
{
    // A worker that is well says so every second.
    private static readonly long HeartbeatTicks = TimeSpan.TicksPerSecond;

    // A spec makes its tag anew, and every look of the watchdog asks for it.
    private readonly string _tag = spec.Tag;

    private Instant _readyAt;
    private Instant? _hungAt;

    internal WorkerSetup Setup => setup;

    internal string Unit => setup.Name;

    internal ProcessIdentity Identity => identity;

    internal int Incarnation => incarnation;

    internal Actor Actor => actor;

    internal ProcessState State { get; private set; } = ProcessState.Starting;

    internal bool IsAlive => State != ProcessState.Exited;

    /// <inheritdoc/>
    public bool IsHung => _hungAt is not null;

    internal UnitSpec Spec => spec;

    /// <summary>What it has asked its supervisor for: from then on it serves nobody.</summary>
    internal IntegrityReport? Report { get; set; }

    internal bool Serves => State == ProcessState.Ready && !IsHung && Report is null
        && spec.Role != UnitRole.Canary;

    /// <summary>Whether it has been ready in its life.</summary>
    internal bool WasReady { get; private set; }

    internal bool WasAsked { get; set; }

    /// <inheritdoc/>
    public bool IgnoresTerm { get; set; } = setup.IgnoresTerm;

    /// <summary>Whether not even KILL ends it now.</summary>
    internal bool IsStuck { get; set; }

    /// <summary>What came while it hung, and has its effect when it goes on.</summary>
    internal Pending Waiting { get; set; }

    /// <summary>What killed it while it was stuck.</summary>
    internal Signal KilledBy { get; set; }

    /// <summary>How far this start comes before it hangs; null: it does not.</summary>
    internal StartStage? HangsAt { get; init; }

    /// <inheritdoc/>
    public int StartedBy { get; init; }

    internal Instant ExitedAt { get; private set; }

    internal ExitStatus Exit { get; private set; }

    internal void BeReady(Instant now)
    {
        State = ProcessState.Ready;
        WasReady = true;
        _readyAt = now;
    }

    internal void Hang(Instant now) => _hungAt ??= now;

    internal void GoOn() => _hungAt = null;

    internal void End(Instant now, ExitStatus status)
    {
        State = ProcessState.Exited;
        ExitedAt = now;
        Exit = status;
    }

    internal ProcessStatus Status(Instant now) =>
        new(Unit, identity, State, LastSign(now), ExitedAt, Exit)
        {
            Tag = _tag, Report = Report,
        };

    private Instant LastSign(Instant now)
    {
        if (State != ProcessState.Ready)
        {
            return identity.StartedAt;
        }

        Instant until = _hungAt ?? now;
        return new Instant(until.Ticks - ((until - _readyAt).Ticks % HeartbeatTicks));
    }
}
