using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// "A kid restart is usually better than the instance death because a restart kills fewer
/// transactions" (Squid): one worker's trouble costs one worker.
/// </summary>
internal sealed class HealthyWorkersAreLeftAlone : IFoldingOracle
{
    public string Name => "healthy-workers-are-left-alone";

    public string Claim => "A worker that serves is not ended because of another one's trouble.";

    public Vocabulary Vocabulary => Vocabulary.Acts;

    public string ReachedWhen =>
        "a worker crashed, hung or had itself ended while another one was serving";

    public RunJudge Begin(RunView run) => new Judging(run);

    private sealed class Judging(RunView run) : RunJudge
    {
        private bool _isReached;
        private int _trouble = -1;

        internal override Finding? Before(TraceEvent happened, WorldState world)
        {
            switch (happened)
            {
                case ProcessExited { Cause: ExitCause.Fault } or ProcessHung or IntegrityReported:
                    _trouble = happened.Index;
                    _isReached |= world.Living.Count(process => process.Serves) > 1;
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

        internal override Finding AtEnd() => _isReached ? Finding.Pass
            : Finding.NotReached("no worker was in trouble beside a serving one");
    }
}
