using Harness.Reference.Options;
using Harness.Reference.Policies;
using Harness.Reference.Policies.Options;
using Harness.Reference.Ports;

namespace Harness.Reference.Supervising;

/// <content>
/// What a controller does differently over an external service manager, and for a worker that was
/// disabled.
/// </content>
internal sealed partial class WorkerController
{
    /// <summary>
    /// Since when no process of it has been on an external service manager's list; null: one is.
    /// </summary>
    internal Instant? DownSince { get; set; }

    /// <summary>
    /// Whether a start was asked for whose outcome is not known: there may be a process that this
    /// life began.
    /// </summary>
    internal bool MayHaveBegun { get; private set; }

    /// <summary>Whether it is not to be started until a person asks.</summary>
    internal bool IsDisabled { get; private set; }

    /// <summary>
    /// It failed for good, and the service is whole without it: from now on it is left down.
    /// </summary>
    internal void Disable(Instability because)
    {
        IsDisabled = true;
        Condition = WorkerCondition.GivenUp;
        _startDue = null;
        _run.Log(LogCode.WorkerDisabled, Name, (long)because);
    }

    /// <summary>
    /// What became of a start. One that was not answered in time may have happened: the list is
    /// asked.
    /// </summary>
    private async Task<ServiceAnswer> Settled(ServiceAnswer answer)
    {
        if (answer.Result != ServiceResult.TimedOut)
        {
            return answer;
        }

        MayHaveBegun = true;
        ProcessStatus? running = (await _run.Services.ListUnit(Name))
            ?.FirstOrDefault(status => status.IsAlive);
        return running is null
            ? answer
            : new ServiceAnswer(ServiceResult.Done, running.Identity);
    }

    // Who restarts is the manager, if there is an external one: the worker's own is not asked.
    private WorkerPolicy PolicyFor(WorkerOptions worker) => _run.IsManaged
        ? WorkerPolicy.Of(new ManagedPolicy())
        : worker.Policy.Make();

    /// <summary>
    /// Nothing is looked after, but something runs: somebody else has started it.
    /// </summary>
    private RestartDecision AdoptWhatRuns(IReadOnlyList<ProcessStatus> all)
    {
        if (SlotPlan.Of(all).Keep is { } running)
        {
            Adopt(running);
        }

        SeeGivenUp(all);
        return RestartDecision.Nothing;
    }

    // A person who asks how it is is told what the service manager says.
    private void SeeGivenUp(IReadOnlyList<ProcessStatus> ofUnit)
    {
        if (Known is null && Condition != WorkerCondition.GivenUp
            && ofUnit.Any(status => status.IsGivenUp))
        {
            Condition = WorkerCondition.GivenUp;
            _run.Log(LogCode.WorkerGivenUp, Name);
        }
    }
}
