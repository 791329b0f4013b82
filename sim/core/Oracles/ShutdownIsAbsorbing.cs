using Harness.Reference.Ports;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>The incidents' SHUTDOWN: no start after it begins.</summary>
internal sealed class ShutdownIsAbsorbing : IOracle
{
    public string Name => "shutdown-is-absorbing";

    public string Claim =>
        "Once the end has begun nothing is started any more, and when it is over nothing is left.";

    public string ReachedWhen => "an orderly end began";

    public Finding Judge(RunView run)
    {
        var state = new WorldState();
        int began = -1;
        bool isInCharge = false;
        foreach (TraceEvent happened in run.Events)
        {
            switch (happened)
            {
                case Logged { Code: LogCode.SupervisorStopping }:
                    began = happened.Index;
                    break;

                // A start that was called before the end began may still take effect.
                case PortCalled { Port: "processes" or "services", Operation: "start" } call
                    when state.Phase == LifePhase.Stopping:
                    return Finding.Fail(
                        $"{call.Subject} was started after the end had begun",
                        began, happened.Index);
                case SupervisorStarted:
                    isInCharge = false;
                    break;
                case PortCalled { Port: "files", Operation: "read" }:
                    isInCharge = true; // it has the lock: these are its workers
                    break;
                case SupervisorExited { Code: 0 } when isInCharge && state.Living.Count > 0:
                    return Finding.Fail(
                        "the supervisor ended in an orderly way, and"
                        + $" {state.Living[0].Unit} is left",
                        began, happened.Index);
                default:
                    break;
            }

            state.Apply(happened);
        }

        return began >= 0 ? Finding.Pass : Finding.NotReached("no orderly end began");
    }
}
