using Harness.Reference.Policies;
using Harness.Reference.Ports;

namespace Harness.Reference.Supervising;

/// <content>What becomes of the policy's decisions: they are carried out and logged.</content>
internal sealed partial class WorkerController
{
    private void CarryOut(RestartDecision decision)
    {
        switch (IsDisabled ? RestartVerb.Nothing : decision.Verb)
        {
            case RestartVerb.Nothing or RestartVerb.End:
                break;
            case RestartVerb.Start:
                if (decision.Because == RestartReason.Revived)
                {
                    _run.Log(LogCode.WorkerRevived, Name);
                }

                Plan(_run.Now, decision);
                break;
            case RestartVerb.Wait:
                Plan(null, decision);
                break;
            case RestartVerb.Pause:
                Condition = WorkerCondition.Paused;
                _startDue = null;
                _run.Log(LogCode.WorkerPaused, Name, Delay(_policy.NextWake), decision.Count);
                _run.Meet(ErrorOrigin.Worker, ErrorKind.Exhausted, Name);
                Crippled();
                break;
            case RestartVerb.Rest when !WorkerLoss.IsOne(decision, _lastExit):
                Condition = WorkerCondition.Done;
                _startDue = null;
                _run.Log(LogCode.WorkerDone, Name, (long)decision.Because, decision.Count);
                break;
            case RestartVerb.EndAll when WorkerLoss.EndsInstance(decision, Worker):
                GivenUp();
                _run.EndInstance(InstanceEnd.Policy, ErrorKind.Exhausted, Name);
                break;
            case RestartVerb.GiveUp or RestartVerb.Rest or RestartVerb.EndAll:
                GivenUp();
                _run.Meet(ErrorOrigin.Worker, ErrorKind.Exhausted, Name);
                Crippled();
                break;
            default:
                throw new InvalidOperationException($"unknown verb {decision.Verb}");
        }
    }

    private void GivenUp()
    {
        Condition = WorkerCondition.GivenUp;
        _startDue = null;
        _run.Log(LogCode.WorkerGivenUp, Name);
    }

    private void Plan(Instant? start, RestartDecision decision)
    {
        Condition = WorkerCondition.Starting;
        _startDue = start;
        _run.Log(
            LogCode.RestartDecided, Name, Delay(start ?? _policy.NextWake), decision.Count);
    }

    private long Delay(Instant? until) =>
        until is { } at ? (long)(at - _run.Now).TotalMilliseconds : 0;
}
