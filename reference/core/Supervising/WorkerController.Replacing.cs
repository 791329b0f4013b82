using Harness.Reference.Options;
using Harness.Reference.Policies;
using Harness.Reference.Ports;

namespace Harness.Reference.Supervising;

/// <content>
/// A change of the configuration: the worker gets other options. It is the controller that acts, so
/// that nobody else starts or ends its process meanwhile.
/// </content>
internal sealed partial class WorkerController
{
    private WorkerOptions? _next;
    private TaskCompletionSource<bool>? _replaced;

    /// <summary>
    /// Whether the process that is looked after was started with the worker's present settings.
    /// </summary>
    internal bool IsUpToDate => Known is not null && _tag == Worker.Unit.Tag;

    /// <summary>
    /// Whether it is being given other options: its process may be away for that.
    /// </summary>
    internal bool IsBeingReplaced => _replaced is not null;

    /// <summary>Whether it is none of the set's any more.</summary>
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
        Tell(WorkerSignal.Replace);
        return replaced;
    }

    /// <summary>Ends the worker for good: it is in the configuration no more.</summary>
    internal async Task<bool> Retire()
    {
        IsRetired = true;
        Tell(WorkerSignal.Stop);
        await Kept; // a start that is under way comes first
        bool isGone = await _run.EndUnit(Name);
        Known = null;
        Condition = WorkerCondition.Stopped;
        return isGone;
    }

    private async Task<RestartDecision> TakeNext()
    {
        if (_next is not { } next)
        {
            return RestartDecision.Nothing; // two of them came together
        }

        _next = null;
        Worker = next;
        IsDisabled = false; // "reconfigure" revives
        _policy = PolicyFor(next);
        if (!await Define(next.Spec))
        {
            Replaced(false);
            return RestartDecision.Nothing;
        }

        if (IsUpToDate)
        {
            On(PolicyEventKind.Started, Known!.Value.StartedAt);
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

    // An external manager starts whatever it was told last: it must have heard.
    private Task<bool> Define(UnitSpec unit)
    {
        return _run.IsManaged ? Attempts.UntilOneWorks(_run, Once) : Once();

        async Task<bool> Once() =>
            (await _run.Services.Define(unit)).Result == ServiceResult.Done;
    }

    private async Task<bool> EndPresent()
    {
        // From here on there is to be none: nobody else need look after it.
        ProcessIdentity? present = Known;
        Known = null;
        MissedSince = null;
        _readyBy = null;
        _startDue = null;
        _endDue = null;
        Condition = WorkerCondition.Starting;
        _run.Log(LogCode.RestartDecided, Name);
        if (!await _run.EndUnit(Name))
        {
            // It goes on as it was, and is looked at anew.
            Known = present;
            _readyBy = _run.Now + Worker.ReadyWithin;
            Tell(WorkerSignal.Look);
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
