using Harness.Reference.Policies;
using Harness.Reference.Ports;

namespace Harness.Reference.Supervising;

/// <content>What a policy is told and when, and the time that it may give a process.</content>
internal sealed partial class WorkerController
{
    // When the end of a process that is over its time is tried again.
    private Instant? _endDue;

    private RestartDecision On(PolicyEventKind happened, Instant at, ExitStatus exit = default) =>
        _policy.On(new PolicyEvent(happened, exit), at, PolicyDraw.Of(Name, happened, at));

    /// <summary>
    /// The time has come for something: a start, a tick of the policy, or a look.
    /// </summary>
    private async Task<RestartDecision> Due()
    {
        if (_startDue is { } start && _run.Now >= start)
        {
            _startDue = null;
            return await StartByPolicy();
        }

        if (_endDue is { } end && _run.Now >= end)
        {
            return await EndOverrun();
        }

        // The policy comes before the look: it may have a limit of its own for a start.
        return _readyBy is null || _run.Now >= _policy.NextWake
            ? On(PolicyEventKind.Tick, _run.Now)
            : await Look();
    }

    /// <summary>
    /// A person asked that failures be forgotten. What is down for good, or paused, is started
    /// again: a policy that only forgets is told of a request to start besides.
    /// </summary>
    private RestartDecision Reset()
    {
        bool wasDisabled = IsDisabled;
        IsDisabled = false;
        RestartDecision decision = On(PolicyEventKind.Reset, _run.Now);
        if (Known is not null || decision.Verb is not (RestartVerb.Nothing or RestartVerb.Rest))
        {
            return decision;
        }

        if (Condition is WorkerCondition.GivenUp or WorkerCondition.Done or WorkerCondition.Paused)
        {
            decision = On(PolicyEventKind.Manual, _run.Now);
        }

        return wasDisabled && decision.Verb == RestartVerb.Nothing
            ? new RestartDecision(RestartVerb.Start, RestartReason.Asked)
            : decision;
    }

    /// <summary>
    /// The policy gives a process a time, for its start or for all of its life, and that is over:
    /// it is asked to end, and killed after its grace. Its end is told to the policy as any other.
    /// </summary>
    private Task<RestartDecision> Overran(RestartDecision decision)
    {
        _run.Log(LogCode.WorkerOverran, Name, (long)decision.Because);
        return EndOverrun();
    }

    private async Task<RestartDecision> EndOverrun()
    {
        _endDue = null;
        if (Known is null)
        {
            return RestartDecision.Nothing;
        }

        if (!await _run.EndUnit(Name))
        {
            // It is tried again, as long after as a start may take.
            _endDue = _run.Now + Worker.ReadyWithin;
            _run.Meet(ErrorOrigin.Worker, ErrorKind.Damaged, Name);
            return RestartDecision.Nothing;
        }

        return await Look();
    }
}
