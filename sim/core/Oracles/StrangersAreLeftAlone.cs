using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// "scrutinize messages/artifacts that could have been sent/left by a killed transaction or
/// process" (Squid): a pid is such an artifact.
/// </summary>
internal sealed class StrangersAreLeftAlone : IFoldingOracle
{
    public string Name => "strangers-are-left-alone";

    public string Claim => "No signal of a supervisor ever hits a process that is none of its own.";

    public Vocabulary Vocabulary => Vocabulary.Acts;

    public string ReachedWhen =>
        "a signal was meant for a process that had ended, whose pid a stranger had";

    public RunJudge Begin(RunView run) => new Judging();

    private sealed class Judging : RunJudge
    {
        private readonly HashSet<int> _strangers = [];
        private bool _isReached;

        internal override Finding? Before(TraceEvent happened, WorldState world)
        {
            switch (happened)
            {
                case StrangerStarted stranger:
                    _strangers.Add(stranger.Pid);
                    break;
                case StrangerSignalled hit:
                    return Finding.Fail(
                        FormattableString.Invariant(
                            $"{hit.Signal} was sent to pid {hit.Pid}, which is a stranger's"),
                        hit.Index, hit.Index);
                case SignalSent { Arrived: false } sent:
                    _isReached |= _strangers.Contains(sent.Pid);
                    break;
                case MachineRebooted:
                    _strangers.Clear();
                    break;
                default:
                    break;
            }

            return null;
        }

        internal override Finding AtEnd() => _isReached
            ? Finding.Pass
            : Finding.NotReached("no signal was meant for a pid that a stranger had");
    }
}
