using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// "A kid restart is usually better than the instance death because a restart kills fewer
/// transactions" (Squid): one worker's trouble costs one worker.
/// </summary>
internal sealed class HealthyWorkersAreLeftAlone : IOracle
{
    public string Name => "healthy-workers-are-left-alone";

    public string Claim => "A worker that serves is not ended because of another one's trouble.";

    public string ReachedWhen =>
        "a worker crashed, hung or had itself ended while another one was serving";

    public Finding Judge(RunView run)
    {
        var state = new WorldState();
        bool isReached = false;
        int trouble = -1;
        foreach (TraceEvent happened in run.Events)
        {
            switch (happened)
            {
                case ProcessExited { Cause: ExitCause.Fault } or ProcessHung or IntegrityReported:
                    trouble = happened.Index;
                    isReached |= state.Living.Count(process => process.Serves) > 1;
                    break;
                case SignalSent { Arrived: true } sent
                    when state.Phase is LifePhase.Running or LifePhase.Starting
                    && state.FindPid(sent.Unit, sent.Pid) is { Serves: true, HasHung: false }
                        process
                    && !state.MayBeReplaced(process, run.Scenario)
                    && state.Of(sent.Unit).Count() == 1 && trouble >= 0:
                    return Finding.Fail(
                        $"{sent.Unit} was serving, and was sent {sent.Signal}",
                        trouble, happened.Index);
                default:
                    break;
            }

            state.Apply(happened);
        }

        return isReached ? Finding.Pass
            : Finding.NotReached("no worker was in trouble beside a serving one");
    }
}
