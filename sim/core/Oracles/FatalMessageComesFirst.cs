using Harness.Reference.Ports;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// "The FATAL error message is not printed immediately, resulting in confusing cache.log output or
/// a complete loss of the message": here it is, before anything else happens.
/// </summary>
internal sealed class FatalMessageComesFirst : Checker
{
    // What cannot read its configuration has not begun.
    private const int BadUsage = 64;

    internal static Oracle Oracle { get; } = new(
        "fatal-message-comes-first", Vocabulary.Acts, _ => new FatalMessageComesFirst())
    {
        Claim = "Before a supervisor ends by an error, its fatal message is durable, and nothing"
            + " was done to a worker because of the error before.",
        ReachedWhen = "a supervisor ended by an error",
        Unreached = "no supervisor ended by an error",
    };

    private int _touched = -1;
    private int _lost = -1; // from here on the supervisor knows that it will fail
    private bool _isEndLost;
    private bool _isWritten;

    internal override Finding? Before(TraceEvent happened, WorldState world)
    {
        switch (happened)
        {
            case SupervisorStarted:
                (_touched, _lost, _isEndLost, _isWritten) = (-1, -1, false, false);
                break;
            case Logged { Code: LogCode.BudgetSpent or LogCode.RepairFailed }
                when world.Phase == LifePhase.Running:
                _lost = happened.Index;
                break;
            case Logged { Code: LogCode.EndFailed }:
                (_lost, _isEndLost) = (happened.Index, true);
                break;
            case Logged { Code: LogCode.SupervisorStopping } when _lost < 0:
                _touched = -1; // from here on it is the end that signals
                break;
            case Logged { Code: LogCode.RepairBegun }:
                _touched = -1;
                break;
            case SignalSent sent when !_isWritten && IsTouch(sent, world):
                _touched = _touched < 0 ? happened.Index : _touched;
                break;
            case FatalWritten:
                return Written(happened);
            case SupervisorExited { Code: not 0 and not BadUsage } when !_isWritten:
                return Finding.Fail(
                    "the supervisor ended by an error without a fatal message", happened);
            default:
                break;
        }

        return null;
    }

    private Finding? Written(TraceEvent fatal)
    {
        _isWritten = true;
        IsReached = true;
        return _touched < 0
            ? null
            : Finding.Fail(
                "a worker was signalled because of a fatal error before its message was"
                + " durable", _touched, fatal.Index);
    }

    // While starting, only a second process of a slot may be ended; once the budget is spent, or a
    // repair or the end has failed, none. A start that took too long may still be on its way out.
    private bool IsTouch(SignalSent sent, WorldState world) =>
        sent.Arrived && (_lost >= 0
            ? _isEndLost || world.FindPid(sent.Unit, sent.Pid) is { IsReady: true }
            : world.Phase == LifePhase.Starting && world.Of(sent.Unit).Count() == 1);
}
