using Harness.Reference.Ports;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// A supervisor that fails in the middle of a change tells so whoever asked for it, and then the
/// world.
/// </summary>
internal sealed class TheFatalMessageComesAfterTheAnswers(bool isMute) : Checker
{
    internal static Oracle Oracle { get; } = new(
        "the-fatal-message-comes-after-the-answers", Vocabulary.Acts,
        run => new TheFatalMessageComesAfterTheAnswers(run.IsMute))
    {
        Claim = "Who asked for a change that was begun is answered before the fatal message is"
            + " written.",
        ReachedWhen = "a supervisor failed while a change was under way",
        Unreached = "no supervisor failed while a change was under way",
    };

    private long _underWay;
    private int _began = -1;
    private bool _wasOpen;

    internal override Finding? Before(TraceEvent happened, WorldState world)
    {
        switch (happened)
        {
            case Logged { Code: LogCode.ChangeBegun, First: > 0 } change:
                // What spends the budget is not told: any change before the message counts.
                (_underWay, _began, _wasOpen) = (change.First, change.Index, isMute);
                break;
            case Logged { Code: LogCode.BudgetSpent }:
                _wasOpen |= _underWay > 0;
                break;
            case RequestAnswered answered when answered.Id == _underWay:
            case RequestWithdrawn withdrawn when withdrawn.Id == _underWay:
                _underWay = 0;
                break;
            case SupervisorStarted:
                (_underWay, _wasOpen) = (0, false);
                break;
            case FatalWritten when _underWay > 0:
                return Finding.Fail(
                    $"request {_underWay} waits for its answer, and the supervisor has written"
                    + " its fatal message", _began, happened.Index);
            case FatalWritten:
                IsReached |= _wasOpen;
                break;
            default:
                break;
        }

        return null;
    }
}
