using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// "A kid restart is usually better than the instance death because a restart kills fewer
/// transactions" (Squid): one worker's trouble costs one worker.
/// </summary>
internal sealed class HealthyWorkersAreLeftAlone(RunView run) : Checker
{
    internal static Oracle Oracle { get; } = new(
        "healthy-workers-are-left-alone", Vocabulary.Acts,
        run => new HealthyWorkersAreLeftAlone(run))
    {
        Claim = "A worker that serves is not ended because of another one's trouble.",
        ReachedWhen = "a worker crashed, hung or had itself ended while another one was serving",
        Unreached = "no worker was in trouble beside a serving one",
    };

    private int _trouble = -1;

    internal override Finding? Before(TraceEvent happened, WorldState world)
    {
        switch (happened)
        {
            case ProcessExited { Cause: ExitCause.Fault } or ProcessHung or IntegrityReported:
                _trouble = happened.Index;
                IsReached |= world.Living.Count(process => process.Serves) > 1;
                return null;
            case SignalSent { Arrived: true } sent
                when world.Phase is LifePhase.Running or LifePhase.Starting
                && world.FindPid(sent.Unit, sent.Pid) is
                {
                    Serves: true, HasHung: false, HasOverrun: false,
                } process
                && !world.MayBeReplaced(process, run.Scenario)
                && !run.IsEndedInSilence(sent.Unit)
                && world.Of(sent.Unit).Count() == 1 && _trouble >= 0:
                return Finding.Fail(
                    $"{sent.Unit} was serving, and was sent {sent.Signal}",
                    _trouble, happened.Index);
            default:
                return null;
        }
    }
}
