using Harness.Reference.Ports;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>The incidents' SHUTDOWN: no start after it begins.</summary>
internal sealed class ShutdownIsAbsorbing : IFoldingOracle
{
    public string Name => "shutdown-is-absorbing";

    public string Claim =>
        "Once the end has begun nothing is started any more, and when it is over nothing is left.";

    public Vocabulary Vocabulary => Vocabulary.Acts;

    public string ReachedWhen => "an orderly end began";

    public RunJudge Begin(RunView run) => new Judging();

    private sealed class Judging : RunJudge
    {
        private int _began = -1;
        private bool _isInCharge;

        internal override EventGroups Reads => EventGroups.Others | EventGroups.Calls;

        internal override Finding? Before(TraceEvent happened, WorldState world)
        {
            switch (happened)
            {
                case Logged { Code: LogCode.SupervisorStopping }:
                    _began = happened.Index;
                    break;

                // A start that was called before the end began may still take effect.
                case PortCalled { Port: "processes" or "services", Operation: "start" } call
                    when world.Phase == LifePhase.Stopping:
                    return Finding.Fail(
                        $"{call.Subject} was started after the end had begun",
                        _began, happened.Index);
                case SupervisorStarted:
                    _isInCharge = false;
                    break;
                case PortCalled { Port: "files", Operation: "read" }:
                    _isInCharge = true; // it has the lock: these are its workers
                    break;
                case SupervisorExited { Code: 0 } when _isInCharge && world.Living.Count > 0:
                    return Finding.Fail(
                        "the supervisor ended in an orderly way, and"
                        + $" {world.Living[0].Unit} is left",
                        _began, happened.Index);
                default:
                    break;
            }

            return null;
        }

        internal override Finding AtEnd() =>
            _began >= 0 ? Finding.Pass : Finding.NotReached("no orderly end began");
    }
}
