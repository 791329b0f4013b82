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
    private readonly Deadlines<string> _open = new(late =>
        $"{late.What}, and {late.Bound.TotalSeconds} s later the instance is there");

    private int _ending = -1;
    private bool _isTold;

    internal override EventGroups Reads => EventGroups.Others | EventGroups.Calls;

    internal override Finding? Overdue(Instant now, int last, WorldState world) =>
        _open.Late(now, last, world);

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
                Forget();
                break;
            case SupervisorExited exited:
                Finding? left = Left(exited, world);
                Forget();
                return left;
            default:
                return _ending < 0 ? null : WhileEnding(happened);
        }

        return null;
    }

    private void Forget()
    {
        _open.Clear();
        (_ending, _isTold) = (-1, false);
    }

    // An optional worker is not part of what must be whole, and neither is a canary.
    private bool IsNeeded(string unit) => scenario.Workers.Any(
        worker => worker.Name == unit && !worker.IsOptional);

    private void Must(bool isSo, TraceEvent because, WorldState world, string what)
    {
        if (isSo && _ending < 0)
        {
            IsReached = true;
            if (_open.First is null)
            {
                _open.Begin(what, because, world, (2 * _setup.WatchdogEvery) + Margin);
            }
        }
    }

    private Finding? Begins(Logged told, WorldState world)
    {
        _ending = told.Index;
        _open.Clear();
        _open.Begin("the end of the instance began", told, world, _setup.StopWithin + Margin);
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
        return wrong is null ? null : Finding.Fail(wrong, told);
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
                $"the instance is ended, and {world.Living[0].Unit} is left", _ending, exited.Index)
        : exited.Code != Supervisor.ExitFatal
            ? Finding.Fail(
                "the instance was ended by an error, and the exit code is "
                + $"{exited.Code}", _ending, exited.Index)
        : null;
}
