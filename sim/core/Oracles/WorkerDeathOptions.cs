using Harness.Reference.Lifecycle;
using Harness.Reference.Policies.Options;
using Harness.Reference.Ports;
using Harness.Reference.Supervising;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// "Administrators of unusual environments that prefer an instance death to kid restarts" and "some
/// admins may prefer to shut the entire crippled Squid service down": two options, each obeyed
/// both ways.
/// </summary>
internal sealed class WorkerDeathOptions(Scenario scenario) : TimedChecker
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(20);

    internal static Oracle Oracle { get; } = new(
        "worker-death-options", Vocabulary.Words, run => new WorkerDeathOptions(run.Scenario))
    {
        Claim = "A worker's death ends the instance if on-worker-death is end, its pause if"
            + " when-crippled is stop, and neither otherwise, unless its policy ends all; the"
            + " message comes first, and no worker is left.",
        ReachedWhen = "a worker died under on-worker-death: end, or was started again or paused"
            + " under restart",
        Unreached = "no worker died or was paused while it was looked after",
    };

    private readonly SupervisorSetup _setup = scenario.Supervisor;
    private (int Event, TimeSpan Able, string What)? _open;
    private int _ending = -1;
    private bool _isTold;

    internal override EventGroups Reads => EventGroups.Others | EventGroups.Calls;

    internal override Finding? Overdue(Instant now, int last, WorldState world)
    {
        TimeSpan bound = (_ending < 0 ? 2 * _setup.WatchdogEvery : _setup.StopWithin) + Margin;
        return _open is { } open && world.AbleUntil(now) - open.Able > bound
            ? Finding.Fail(
                $"{open.What}, and {bound.TotalSeconds} s later the instance is there",
                open.Event, last)
            : null;
    }

    internal override Finding? Before(TraceEvent happened, WorldState world)
    {
        switch (happened)
        {
            case ProcessExited { Cause: ExitCause.Fault } exited
                when world.Phase == LifePhase.Running && IsNeeded(exited.Unit):
                Must(_setup.OnWorkerDeath == OnWorkerDeath.End, happened, world,
                    $"{exited.Unit} died under on-worker-death: end");
                break;
            case Logged { Code: LogCode.WorkerPaused or LogCode.WorkerGivenUp } told
                when IsNeeded(told.Subject):
                IsReached = true;
                Must(_setup.WhenCrippled == WhenCrippled.Stop, happened, world,
                    $"{told.Subject} is away under when-crippled: stop");
                break;
            case ProcessStarted { Incarnation: > 1 } when world.Phase == LifePhase.Running:
                IsReached = true;
                break;
            case Logged { Code: LogCode.InstanceEnding } told:
                return Begins(told, world);
            case FatalWritten:
                _isTold = true;
                break;
            case SupervisorStarted or SupervisorKilled or SupervisorCrashed
                or Logged { Code: LogCode.SupervisorStopping }:
                (_open, _ending, _isTold) = (null, -1, false);
                break;
            case SupervisorExited exited:
                Finding? left = Left(exited, world);
                (_open, _ending, _isTold) = (null, -1, false);
                return left;
            default:
                return _ending < 0 ? null : WhileEnding(happened);
        }

        return null;
    }

    // An optional worker is not part of what must be whole, and neither is a canary.
    private bool IsNeeded(string unit) => scenario.Workers.Any(
        worker => worker.Name == unit && !worker.IsOptional);

    private void Must(bool isSo, TraceEvent because, WorldState world, string what)
    {
        if (isSo && _ending < 0)
        {
            IsReached = true;
            _open ??= (because.Index, world.AbleFor, what);
        }
    }

    private Finding? Begins(Logged told, WorldState world)
    {
        _ending = told.Index;
        _open = (told.Index, world.AbleFor, "the end of the instance began");
        string? wrong = (InstanceEnd)told.First switch
        {
            InstanceEnd.WorkerDied when _setup.OnWorkerDeath != OnWorkerDeath.End =>
                $"the death of {told.Subject} ended the instance under restart",
            InstanceEnd.Crippled when _setup.WhenCrippled != WhenCrippled.Stop =>
                $"the pause of {told.Subject} ended the instance under keep",
            InstanceEnd.Policy when scenario.WorkerOf(told.Subject)?.Policy
                is not LikeOptions =>
                $"the policy of {told.Subject} ended the instance, and never does",
            InstanceEnd.Group when !scenario.Groups.Any(one => one.Name == told.Subject) =>
                $"the group {told.Subject} ended the instance, and there is none",
            _ => null,
        };
        return wrong is null ? null : Finding.Fail(wrong, told.Index, told.Index);
    }

    private Finding? WhileEnding(TraceEvent happened) => happened switch
    {
        SignalSent { Arrived: true } sent when !_isTold => Finding.Fail(
            $"{sent.Unit} was sent {sent.Signal} before the fatal message was durable",
            _ending, happened.Index),
        PortCalled { Port: "processes" or "services", Operation: "start" } call when _isTold =>
            Finding.Fail(
                $"{call.Subject} was started while the instance was being ended",
                _ending, happened.Index),
        _ => null,
    };

    private Finding? Left(SupervisorExited exited, WorldState world) => _ending < 0 ? null
        : world.Living.Count > 0
            ? Finding.Fail(
                $"the instance is ended, and {world.Living[0].Unit} is left",
                _ending, exited.Index)
        : exited.Code != Supervisor.ExitFatal
            ? Finding.Fail(
                "the instance was ended by an error, and the exit code is "
                + FormattableString.Invariant($"{exited.Code}"), _ending, exited.Index)
        : null;
}
