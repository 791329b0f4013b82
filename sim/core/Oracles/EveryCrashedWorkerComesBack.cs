using Harness.Reference.Policies.Options;
using Harness.Reference.Ports;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// "a Squid instance should attempt to recover" (Squid); the incidents' CONVERGE.
/// </summary>
internal sealed class EveryCrashedWorkerComesBack(RunView run) : TimedChecker
{
    // What it takes beyond the patience with one start: notice, watchdog, repair.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    internal static Oracle Oracle { get; } = new(
        "every-crashed-worker-comes-back", Vocabulary.Acts,
        run => new EveryCrashedWorkerComesBack(run))
    {
        Claim = "A worker that ended without being asked, or was not there when the supervisor"
            + " began, serves in time, or is visibly paused or left down by a policy that does so.",
        ReachedWhen = "a worker crashed, and came back, was paused, or had the time to",
        Unreached = "no worker crashed and had time to come back",
    };

    private readonly Scenario _scenario = run.Scenario;
    private readonly Deadlines<string> _down = new(
        late => $"{late.What} is not there, and {late.Bound.TotalSeconds} s later it neither"
            + " serves nor is paused",
        StringComparer.Ordinal);

    private readonly HashSet<string> _crashed = new(StringComparer.Ordinal); // some of them
    private readonly HashSet<string> _leaving = new(StringComparer.Ordinal);

    internal override Finding? Overdue(Instant now, int last, WorldState world) =>
        _down.Late(now, last, world, IsHeldUp);

    internal override Finding? After(TraceEvent happened, WorldState world)
    {
        if (happened is ProcessExited over && _leaving.Remove(over.Unit))
        {
            _down.Restart(unit => AreTogether(unit, over.Unit), world, TimeSpan.Zero);
        }

        switch (happened)
        {
            case ProcessExited { Cause: ExitCause.Asked } ended:
                _down.End(ended.Unit); // whoever asked it has something else in mind
                break;
            case ProcessExited exited when _scenario.WorkerOf(exited.Unit) is not null
                && world.Phase is not LifePhase.Stopping and not LifePhase.Failing:
                IsDown(exited.Unit, happened, world, isCrash: true);
                break;
            case SupervisorStarted:
                Begin(happened, world);
                break;
            case ConfigStored stored:
                HashSet<string> units = [.. _scenario.UnitsOf(stored.Config)];
                _down.EndAll(unit => !units.Contains(unit));
                break;
            case StartRefused refused:
                _down.Restart(unit => unit == refused.Unit, world, TimeSpan.Zero);
                break;
            case ProcessReady ready:
                IsReached |= _down.End(ready.Unit) && _crashed.Contains(ready.Unit);
                break;
            case Logged told:
                Hear(told, world);
                break;
            case FatalWritten:
                _down.Clear();
                break;
            default:
                break;
        }

        return null;
    }

    // Every life has its own patience.
    private void Begin(TraceEvent happened, WorldState world)
    {
        _leaving.Clear();
        foreach (string unit in _scenario.UnitsOf(world.Stored))
        {
            if (!world.Of(unit).Any(process => process.IsReady))
            {
                IsDown(unit, happened, world, _down.Has(unit) && _crashed.Contains(unit));
            }
        }
    }

    private void IsDown(string unit, TraceEvent since, WorldState world, bool isCrash)
    {
        if (run.IsLeftToSilence(unit))
        {
            return;
        }

        WorkerSetup worker = _scenario.WorkerOf(unit)!;
        TimeSpan delay = worker.Policy is AlwaysOptions always ? always.Delay : TimeSpan.Zero;
        TimeSpan bound = delay + worker.ReadyWithin
            + (2 * _scenario.Supervisor.WatchdogEvery) + Margin;
        _down.Begin(unit, since, world, bound);
        if (isCrash)
        {
            _crashed.Add(unit);
        }
        else
        {
            _crashed.Remove(unit);
        }
    }

    // A group may wait until another member is gone, as long as its policy gives that; how long
    // it may be is judged by who replays the policy.
    private bool IsHeldUp(string unit) =>
        _leaving.Count > 0 && _leaving.Any(other => AreTogether(unit, other));

    private bool AreTogether(string unit, string other) => _scenario.Groups.Any(group =>
        group.Members.Any(member => member.Worker == unit)
        && group.Members.Any(member => member.Worker == other));

    private bool IsLike(string unit) =>
        _scenario.WorkerOf(unit)?.Policy is LikeOptions or MemberOptions;

    private void Hear(Logged told, WorldState world)
    {
        switch (told.Code)
        {
            case LogCode.WorkerPaused
                when _scenario.WorkerOf(told.Subject)?.Policy is SquidKidOptions:
                IsReached |= _down.End(told.Subject);
                break;
            case LogCode.WorkerPaused or LogCode.WorkerGivenUp or LogCode.WorkerDone
                when IsLike(told.Subject):
                IsReached |= _down.End(told.Subject);
                break;
            case LogCode.RestartDecided when IsLike(told.Subject):
                // How long it may be is judged by who replays the policy.
                _down.Restart(unit => unit == told.Subject, world,
                    TimeSpan.FromMilliseconds(told.First));
                break;
            case LogCode.WorkerStopped:
                _leaving.Add(told.Subject);
                break;
            case LogCode.WorkerDisabled when _scenario.Workers.Any(
                one => one.IsOptional && one.Name == told.Subject):
                _down.End(told.Subject); // the service is whole without it
                break;
            case LogCode.SupervisorStopping:
                _down.Clear();
                break;
            default:
                break;
        }
    }
}
