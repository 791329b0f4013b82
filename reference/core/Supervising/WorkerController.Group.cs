using Harness.Reference.Policies;
using Harness.Reference.Policies.Groups;
using Harness.Reference.Ports;

namespace Harness.Reference.Supervising;

/// <content>
/// A member of a group: the group's policy decides, and the controller tells it what happens.
/// </content>
internal sealed partial class WorkerController
{
    private GroupAct _act;

    /// <summary>The group that it is a member of, and its number there; null: of none.</summary>
    internal (GroupController Group, int Member)? Seat { get; set; }

    /// <summary>Whether it is being ended because its group wants that.</summary>
    internal bool IsLeaving { get; private set; }

    /// <summary>Asks it to run, or to be down, as the act says.</summary>
    internal void Tell(GroupAct act)
    {
        _act = act;
        Tell(act.Verb == GroupVerb.Start ? WorkerSignal.StartNow : WorkerSignal.StopNow);
    }

    /// <summary>What its group has decided about it while it is down.</summary>
    /// <param name="decision">What.</param>
    /// <param name="wake">When its group's policy goes on.</param>
    internal void Show(RestartDecision decision, Instant? wake)
    {
        if (decision.Verb != RestartVerb.Wait)
        {
            CarryOut(decision);
            return;
        }

        Condition = WorkerCondition.Starting;
        _run.Log(LogCode.RestartDecided, Name, Delay(wake), decision.Count);
    }

    private void Post(GroupEventKind happened, Instant at, ExitStatus exit = default) =>
        Seat?.Group.Post(new GroupMail(happened, Seat.Value.Member, exit, at));

    private async Task<RestartDecision> StartNow()
    {
        if (Seat is null)
        {
            return RestartDecision.Nothing; // it was taken out of the group meanwhile
        }

        if (Known is { } running)
        {
            Post(GroupEventKind.Started, running.StartedAt);
            return RestartDecision.Nothing;
        }

        Condition = WorkerCondition.Starting;
        _run.Log(LogCode.RestartDecided, Name, 0, _act.Count);
        return await StartByPolicy();
    }

    private async Task<RestartDecision> StopNow()
    {
        if (Seat is null || Known is null)
        {
            return RestartDecision.Nothing; // its end was told already, or will be
        }

        Condition = WorkerCondition.Starting;
        IsLeaving = true; // from here on nobody else need look after it
        _readyBy = null;
        _run.Log(LogCode.WorkerStopped, Name, (long)_act.Because);
        if (!await _run.EndUnit(Name, _act.With, _act.Patience))
        {
            // It is tried again, as long after as a start may take.
            IsLeaving = false;
            _endDue = _run.Now + Worker.ReadyWithin;
            _run.Meet(ErrorOrigin.Worker, ErrorKind.Damaged, Name);
            return RestartDecision.Nothing;
        }

        return await Look();
    }
}
