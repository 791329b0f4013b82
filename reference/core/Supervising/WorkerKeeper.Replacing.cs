using Harness.Reference.Policies;
using Harness.Reference.Ports;

namespace Harness.Reference.Supervising;

/// <content>
/// A change of the configuration: the worker gets other options. It is the keeper that acts, so
/// that nobody else starts or ends its process meanwhile.
/// </content>
internal sealed partial class WorkerKeeper
{
    private WorkerOptions? _next;
    private TaskCompletionSource<bool>? _replaced;

    /// <summary>
    /// Whether the process that is looked after was started with the worker's present settings.
    /// </summary>
    internal bool IsUpToDate => Known is not null && _tag == Worker.Unit.Tag;

    /// <summary>Whether it is none of the fleet's any more.</summary>
    internal bool IsRetired { get; private set; }

    /// <summary>
    /// Gives the worker other options, and if they say so another process; true when that is ready,
    /// false as soon as it has failed once (from then on it is in the hands of its policy).
    /// </summary>
    internal Task<bool> Replace(WorkerOptions next)
    {
        _next = next;
        _replaced = new TaskCompletionSource<bool>(
            TaskCreationOptions.RunContinuationsAsynchronously);
        Task<bool> replaced = _replaced.Task;
        Tell(KeeperSignal.Replace);
        return replaced;
    }

    /// <summary>Ends the worker for good: it is in the configuration no more.</summary>
    internal async Task<bool> Retire()
    {
        IsRetired = true;
        Tell(KeeperSignal.Stop);
        await Kept; // a start that is under way comes first
        ServiceAnswer answer = await _run.Services.Stop(Name);
        Known = null;
        Condition = WorkerCondition.Stopped;
        return answer.Result == ServiceResult.Done;
    }

    private async Task<RestartDecision> TakeNext()
    {
        if (_next is not { } next)
        {
            return RestartDecision.Nothing; // two of them came together
        }

        _next = null;
        Worker = next;
        _policy = PolicyFor(next);
        await _run.Services.Define(next.Unit);
        if (IsUpToDate)
        {
            _policy.On(new(PolicyEventKind.Started), BeginOf(Known!.Value));
            if (Condition == WorkerCondition.Serving)
            {
                Replaced(true);
            }

            return RestartDecision.Nothing;
        }

        if (!await EndPresent())
        {
            Replaced(false);
            return RestartDecision.Nothing;
        }

        return IsOver ? RestartDecision.Nothing : await StartByPolicy();
    }

    private async Task<bool> EndPresent()
    {
        // From here on there is to be none: nobody else need look after it.
        ProcessIdentity? present = Known;
        Known = null;
        MissedSince = null;
        _readyBy = null;
        _startDue = null;
        Condition = WorkerCondition.Starting;
        ServiceAnswer answer = await _run.Services.Stop(Name);
        if (answer.Result != ServiceResult.Done)
        {
            Known = present;
            return false;
        }

        if (present is { } ended)
        {
            await _run.Services.Reap(ended);
        }

        return true;
    }

    private void Replaced(bool isServing)
    {
        _replaced?.TrySetResult(isServing);
        _replaced = null;
    }
}
