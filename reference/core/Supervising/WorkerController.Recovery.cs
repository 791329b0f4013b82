using Harness.Reference.Policies;
using Harness.Reference.Ports;

namespace Harness.Reference.Supervising;

/// <content>
/// What a worker asks for and what its death costs: "killing kid processes, or even shutting down
/// the entire instance if necessary" (Squid).
/// </content>
internal sealed partial class WorkerController
{
    /// <summary>
    /// The hint about a report may be lost, as any other: whoever sees the list says so.
    /// </summary>
    internal void Notice(IReadOnlyList<ProcessStatus> ofUnit)
    {
        if (Known is { } known && Fates.Find(known, ofUnit) is { IsAlive: true } status
            && WorkerLoss.IsAskedFor(status))
        {
            Tell(WorkerSignal.Look);
        }
    }

    /// <summary>
    /// Does what the process asked for; null if it asked for nothing. Integrity comes before
    /// continuity: it is killed at once, without its grace, and only then is it asked when there
    /// will be a new one. That is for the worker's policy, so that one that asks too often pauses.
    /// </summary>
    private async Task<RestartDecision?> Recover(ProcessStatus status)
    {
        if (status.Report is not { } report || !WorkerLoss.IsAskedFor(status))
        {
            return null;
        }

        _run.Log(LogCode.WorkerReported, Name, (long)report.Asks, (long)report.Kind);
        if (report.Asks == Rung.EndInstance)
        {
            _run.EndInstance(InstanceEnd.Integrity, ErrorKind.Damaged, Name);
            return RestartDecision.Nothing;
        }

        ServiceAnswer answer = await _run.Services.End(status.Identity);
        if (answer.Result != ServiceResult.Done)
        {
            // The watchdog sees the report again, and then it is tried again.
            _run.Meet(ErrorOrigin.Worker, ErrorKind.Damaged, Name);
            return RestartDecision.Nothing;
        }

        return await Look();
    }

    /// <summary>What is done about a death, given what the policy would do.</summary>
    private RestartDecision Died(RestartDecision decision)
    {
        _run.Reaper?.Tell();
        bool isWanted = IsLeaving;
        IsLeaving = false;
        if (_run.IsEnding || isWanted || !WorkerLoss.EndsWhenDead(_run.Options, Worker))
        {
            return decision;
        }

        _run.EndInstance(InstanceEnd.WorkerDied, ErrorKind.Missing, Name);
        return RestartDecision.Nothing;
    }

    /// <summary>The worker will be away for long, or for good.</summary>
    private void Crippled()
    {
        if (!_run.IsEnding && WorkerLoss.EndsWhenCrippled(_run.Options, Worker))
        {
            _run.EndInstance(InstanceEnd.Crippled, ErrorKind.Exhausted, Name);
        }
    }
}
