using Harness.Reference.Ports;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>Where the supervisor is, as its trace shows it.</summary>
internal enum LifePhase
{
    /// <summary>No supervisor lives.</summary>
    Down,

    /// <summary>It lives and has not said that it is running.</summary>
    Starting,

    /// <summary>It is running.</summary>
    Running,

    /// <summary>It has begun to end because it was asked to.</summary>
    Stopping,

    /// <summary>It has written a fatal message.</summary>
    Failing,
}

/// <summary>A process, as the trace shows it.</summary>
internal sealed class SeenProcess(ProcessStarted start)
{
    internal ProcessStarted Start => start;

    internal string Unit => start.Unit;

    internal bool IsReady { get; set; }

    internal bool IsHung { get; set; }

    /// <summary>Whether it hangs, or hung before and goes on.</summary>
    internal bool HasHung { get; set; }

    /// <summary>Whether it has asked to be ended: from then on it serves nobody.</summary>
    internal bool IsUnfit { get; set; }

    /// <summary>
    /// Whether it has used up a time that its policy gives it, or its group wants it to end.
    /// </summary>
    internal bool HasOverrun { get; set; }

    internal bool Serves => IsReady && !IsHung && !IsUnfit && start.Role != UnitRole.Canary;

    /// <summary>Whether it is of the fleet, and not beside it for a change.</summary>
    internal bool IsWorker => start.Role == UnitRole.Worker;
}

/// <summary>A life of the supervisor, as the trace shows it.</summary>
internal sealed class SeenLife(int number)
{
    internal int Number => number;

    internal LifePhase Phase { get; private set; } = LifePhase.Starting;

    internal bool IsStalled { get; private set; }

    /// <summary>Whether it has said that its workers end with it.</summary>
    internal bool EndsInstance { get; private set; }

    internal void Apply(TraceEvent happened)
    {
        IsStalled = happened is SupervisorStalled stalled ? !stalled.IsOver : IsStalled;
        EndsInstance |= happened is Logged { Code: LogCode.InstanceEnding };
        Phase = happened switch
        {
            Logged { Code: LogCode.SupervisorRunning } => LifePhase.Running,
            Logged { Code: LogCode.SupervisorStopping } => LifePhase.Stopping,
            FatalWritten => LifePhase.Failing,
            _ => Phase,
        };
    }
}

/// <summary>
/// What is so after the events up to now: a fold over the trace that the oracles share, so that
/// they agree on what is alive and what the supervisor is doing.
/// </summary>
internal sealed class WorldState
{
    private readonly List<SeenProcess> _living = [];
    private readonly List<SeenLife> _lives = []; // in order of start
    private Instant _lastAt;

    internal IReadOnlyList<SeenProcess> Living => _living;

    /// <summary>Where the supervisor is; of several, the one that was started first.</summary>
    internal LifePhase Phase => IsUp ? _lives[0].Phase : LifePhase.Down;

    internal bool IsUp => _lives.Count > 0;

    internal bool IsStalled => IsUp && _lives[0].IsStalled;

    /// <summary>Whether the first life has said that its workers end with it.</summary>
    internal bool EndsInstance => IsUp && _lives[0].EndsInstance;

    /// <summary>Every life that is there, in order of start.</summary>
    internal IReadOnlyList<SeenLife> Lives => _lives;

    /// <summary>Whether the configuration is being changed.</summary>
    internal bool IsChanging { get; private set; }

    /// <summary>The configuration that the next start would find; empty: none.</summary>
    internal string Stored { get; private set; } = "";

    /// <summary>
    /// Whether a process may be ended though it is well: for a change, or because it runs with
    /// another configuration than the one in force.
    /// </summary>
    internal bool MayBeReplaced(SeenProcess process, Scenario scenario) =>
        IsChanging || !process.IsWorker
        || process.Start.Config != scenario.SettingsOf(Stored, process.Unit)
        || !scenario.UnitsOf(Stored).Contains(process.Unit);

    /// <summary>
    /// How long a supervisor was there and able to act, since the start of the run. Bounds are
    /// measured in it: nobody can hold a dead or stalled supervisor to a deadline.
    /// </summary>
    internal TimeSpan AbleFor { get; private set; }

    internal IEnumerable<SeenProcess> Of(string unit) =>
        _living.Where(process => process.Unit == unit);

    internal SeenProcess? Find(string unit, int incarnation) => _living.Find(
        process => process.Unit == unit && process.Start.Incarnation == incarnation);

    internal SeenProcess? FindPid(string unit, int pid) => _living.Find(
        process => process.Unit == unit && process.Start.Pid == pid);

    internal TimeSpan AbleUntil(Instant at) =>
        AbleFor + (IsUp && !IsStalled ? at - _lastAt : TimeSpan.Zero);

    internal void Apply(TraceEvent happened)
    {
        AbleFor = AbleUntil(happened.At);
        _lastAt = happened.At;
        switch (happened)
        {
            case ProcessStarted started:
                _living.Add(new SeenProcess(started));
                break;
            case ProcessReady ready when Find(ready.Unit, ready.Incarnation) is { } process:
                process.IsReady = true;
                break;
            case ProcessHung hung when Find(hung.Unit, hung.Incarnation) is { } process:
                process.IsHung = true;
                process.HasHung = true;
                break;
            case ProcessWentOn on when Find(on.Unit, on.Incarnation) is { } process:
                process.IsHung = false;
                break;
            case IntegrityReported unfit when Find(unfit.Unit, unfit.Incarnation) is { } process:
                process.IsUnfit = true;
                break;
            case Logged { Code: LogCode.WorkerOverran or LogCode.WorkerStopped } told:
                _living.FindAll(process => process.Unit == told.Subject)
                    .ForEach(process => process.HasOverrun = true);
                break;
            case ProcessExited exited:
                Ended(exited);
                break;
            case SupervisorStarted started:
                _lives.Add(new SeenLife(started.Incarnation));
                IsChanging = false;
                break;
            case SupervisorExited or SupervisorKilled or SupervisorCrashed:
                Ended(happened.Life);
                break;
            case ConfigStored stored:
                Stored = stored.Config;
                break;
            case Logged { Code: LogCode.ChangeBegun }:
                IsChanging = true;
                break;
            case Logged { Code: LogCode.ChangeOver }:
                IsChanging = false;
                break;
            default:
                Tell(happened);
                break;
        }
    }

    // Every event comes this way. What makes something in order to look for something is apart.
    private void Tell(TraceEvent happened)
    {
        for (int i = 0; i < _lives.Count; i++)
        {
            if (_lives[i].Number == happened.Life)
            {
                _lives[i].Apply(happened);
                return;
            }
        }
    }

    private void Ended(ProcessExited exited) => _living.RemoveAll(
        process => process.Unit == exited.Unit
            && process.Start.Incarnation == exited.Incarnation);

    private void Ended(int life) => _lives.RemoveAll(one => one.Number == life);
}
