using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// "scrutinize messages/artifacts that could have been sent/left by a killed transaction or
/// process" (Squid): a pid is such an artifact.
/// </summary>
internal sealed class StrangersAreLeftAlone : Checker
{
    internal static Oracle Oracle { get; } = new(
        "strangers-are-left-alone", Vocabulary.Acts, _ => new StrangersAreLeftAlone())
    {
        Claim = "No signal of a supervisor ever hits a process that is none of its own.",
        ReachedWhen = "a signal was meant for a process that had ended, whose pid a stranger had",
        Unreached = "no signal was meant for a pid that a stranger had",
    };

    private readonly HashSet<int> _strangers = [];

    internal override Finding? Before(TraceEvent happened, WorldState world)
    {
        switch (happened)
        {
            case StrangerStarted stranger:
                _strangers.Add(stranger.Pid);
                break;
            case StrangerSignalled hit:
                return Finding.Fail(
                    $"{hit.Signal} was sent to pid {hit.Pid}, which is a stranger's", hit);
            case SignalSent { Arrived: false } sent:
                IsReached |= _strangers.Contains(sent.Pid);
                break;
            case MachineRebooted:
                _strangers.Clear();
                break;
            default:
                break;
        }

        return null;
    }
}
