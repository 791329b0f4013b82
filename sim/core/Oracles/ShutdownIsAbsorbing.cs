using Harness.Reference.Ports;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>The incidents' SHUTDOWN: no start after it begins.</summary>
internal sealed class ShutdownIsAbsorbing : Checker
{
    internal static Oracle Oracle { get; } = new(
        "shutdown-is-absorbing", Vocabulary.Acts, _ => new ShutdownIsAbsorbing())
    {
        Claim = "Once the end has begun nothing is started any more, and when it is over nothing"
            + " is left.",
        ReachedWhen = "an orderly end began",
        Unreached = "no orderly end began",
    };

    private int _began = -1;
    private bool _isInCharge;

    internal override EventGroups Reads => EventGroups.Others | EventGroups.Calls;

    internal override Finding? Before(TraceEvent happened, WorldState world)
    {
        switch (happened)
        {
            case Logged { Code: LogCode.SupervisorStopping }:
                IsReached = true;
                _began = happened.Index;
                break;

            // A start that was called before the end began may still take effect.
            case PortCalled { Port: "processes" or "services", Operation: "start" } call
                when world.Phase == LifePhase.Stopping:
                return Finding.Fail(
                    $"{call.Subject} was started after the end had begun", _began, happened.Index);
            case SupervisorStarted:
                _isInCharge = false;
                break;
            case PortCalled { Port: "files", Operation: "read" }:
                _isInCharge = true; // it has the lock: these are its workers
                break;
            case SupervisorExited { Code: 0 } when _isInCharge && world.Living.Count > 0:
                return Finding.Fail(
                    $"the supervisor ended in an orderly way, and {world.Living[0].Unit} is left",
                    _began, happened.Index);
            default:
                break;
        }

        return null;
    }
}
