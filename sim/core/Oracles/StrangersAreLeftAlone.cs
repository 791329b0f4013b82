using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// "scrutinize messages/artifacts that could have been sent/left by a killed transaction or
/// process" (Squid): a pid is such an artifact.
/// </summary>
internal sealed class StrangersAreLeftAlone : IOracle
{
    public string Name => "strangers-are-left-alone";

    public string Claim => "No signal of a supervisor ever hits a process that is none of its own.";

    public string ReachedWhen =>
        "a signal was meant for a process that had ended, whose pid a stranger had";

    public Finding Judge(RunView run)
    {
        var strangers = new HashSet<int>();
        bool isReached = false;
        foreach (TraceEvent happened in run.Events)
        {
            switch (happened)
            {
                case StrangerStarted stranger:
                    strangers.Add(stranger.Pid);
                    break;
                case StrangerSignalled hit:
                    return Finding.Fail(
                        FormattableString.Invariant(
                            $"{hit.Signal} was sent to pid {hit.Pid}, which is a stranger's"),
                        hit.Index, hit.Index);
                case SignalSent { Arrived: false } sent:
                    isReached |= strangers.Contains(sent.Pid);
                    break;
                case MachineRebooted:
                    strangers.Clear();
                    break;
                default:
                    break;
            }
        }

        return isReached
            ? Finding.Pass
            : Finding.NotReached("no signal was meant for a pid that a stranger had");
    }
}
