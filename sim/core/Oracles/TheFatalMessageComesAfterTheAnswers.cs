using Harness.Reference.Ports;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// A supervisor that fails in the middle of a change tells so whoever asked for it, and then the
/// world.
/// </summary>
internal sealed class TheFatalMessageComesAfterTheAnswers : IOracle
{
    public string Name => "the-fatal-message-comes-after-the-answers";

    public string Claim =>
        "Who asked for a change that was begun is answered before the fatal message is written.";

    public string ReachedWhen => "a supervisor failed while a change was under way";

    public Finding Judge(RunView run)
    {
        long underWay = 0;
        int began = -1;
        bool isReached = false;
        bool wasOpen = false;
        foreach (TraceEvent happened in run.Events)
        {
            switch (happened)
            {
                case Logged { Code: LogCode.ChangeBegun, First: > 0 } change:
                    (underWay, began, wasOpen) = (change.First, change.Index, false);
                    break;
                case Logged { Code: LogCode.BudgetSpent }:
                    wasOpen |= underWay > 0;
                    break;
                case RequestAnswered answered when answered.Id == underWay:
                case RequestWithdrawn withdrawn when withdrawn.Id == underWay:
                    underWay = 0;
                    break;
                case SupervisorStarted:
                    (underWay, wasOpen) = (0, false);
                    break;
                case FatalWritten when underWay > 0:
                    return Finding.Fail(
                        $"request {underWay} waits for its answer, and the supervisor has written"
                        + " its fatal message", began, happened.Index);
                case FatalWritten:
                    isReached |= wasOpen;
                    break;
                default:
                    break;
            }
        }

        return isReached
            ? Finding.Pass
            : Finding.NotReached("no supervisor failed while a change was under way");
    }
}
