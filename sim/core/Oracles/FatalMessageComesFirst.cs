using Harness.Reference.Ports;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// "The FATAL error message is not printed immediately, resulting in confusing cache.log output or
/// a complete loss of the message": here it is, before anything else happens.
/// </summary>
internal sealed class FatalMessageComesFirst : IOracle
{
    // What cannot read its configuration has not begun.
    private const int BadUsage = 64;

    public string Name => "fatal-message-comes-first";

    public string Claim =>
        "Before a supervisor ends by an error, its fatal message is durable, and nothing was done"
        + " to a worker because of the error before.";

    public string ReachedWhen => "a supervisor ended by an error";

    public Finding Judge(RunView run)
    {
        var state = new WorldState();
        int touched = -1;
        int lost = -1; // from here on the supervisor knows that it will fail
        bool isEndLost = false;
        bool isWritten = false;
        bool isReached = false;
        foreach (TraceEvent happened in run.Events)
        {
            switch (happened)
            {
                case SupervisorStarted:
                    (touched, lost, isEndLost, isWritten) = (-1, -1, false, false);
                    break;
                case Logged { Code: LogCode.BudgetSpent or LogCode.RepairFailed }
                    when state.Phase == LifePhase.Running:
                    lost = happened.Index;
                    break;
                case Logged { Code: LogCode.EndFailed }:
                    (lost, isEndLost) = (happened.Index, true);
                    break;
                case Logged { Code: LogCode.SupervisorStopping } when lost < 0:
                    touched = -1; // from here on it is the end that signals
                    break;
                case Logged { Code: LogCode.RepairBegun }:
                    touched = -1;
                    break;
                case SignalSent sent when !isWritten && IsTouch(sent, state, lost, isEndLost):
                    touched = touched < 0 ? happened.Index : touched;
                    break;
                case FatalWritten:
                    isWritten = true;
                    isReached = true;
                    if (touched >= 0)
                    {
                        return Finding.Fail(
                            "a worker was signalled because of a fatal error before its message was"
                            + " durable", touched, happened.Index);
                    }

                    break;
                case SupervisorExited { Code: not 0 and not BadUsage } when !isWritten:
                    return Finding.Fail(
                        "the supervisor ended by an error without a fatal message",
                        happened.Index, happened.Index);
                default:
                    break;
            }

            state.Apply(happened);
        }

        return isReached ? Finding.Pass : Finding.NotReached("no supervisor ended by an error");
    }

    // While starting, only a second process of a slot may be ended; once the budget is spent, or a
    // repair or the end has failed, none. A start that took too long may still be on its way out.
    private static bool IsTouch(SignalSent sent, WorldState state, int lost, bool isEndLost) =>
        sent.Arrived && (lost >= 0
            ? isEndLost || state.FindPid(sent.Unit, sent.Pid) is { IsReady: true }
            : state.Phase == LifePhase.Starting && state.Of(sent.Unit).Count() == 1);
}
