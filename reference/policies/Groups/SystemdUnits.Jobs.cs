using Harness.Reference.Policies.Lives;

namespace Harness.Reference.Policies.Groups;

/// <content>The queue of jobs: stops before starts, each in the order of need.</content>
internal sealed partial class SystemdUnits
{
    private void RunJobs(Work work)
    {
        bool isMoving = true;
        while (isMoving)
        {
            isMoving = false;
            for (int unit = Members - 1; unit >= 0; unit--)
            {
                isMoving |= RunStop(work, unit);
            }

            for (int unit = 0; unit < Members; unit++)
            {
                isMoving |= RunStart(work, unit);
            }
        }
    }

    private static bool IsLeaving(in SystemdUnit unit) => unit.Phase == MemberPhase.Stopping
        || (unit.Phase != MemberPhase.Down && unit.Job is UnitJob.Stop or UnitJob.Restart);

    private bool RunStop(Work work, int unit)
    {
        SystemdUnit one = work.Units[unit];
        if (one.Job is not (UnitJob.Stop or UnitJob.Restart)
            || one.Phase is MemberPhase.Starting or MemberPhase.Stopping)
        {
            return false;
        }

        if (one.Phase == MemberPhase.Up)
        {
            if (_requiredBy[unit].Any(other => IsLeaving(work.Units[other])))
            {
                return false;
            }

            Tell(work, unit, new(PolicyEventKind.Stop));
            work.Units[unit] = work.Units[unit] with { Phase = MemberPhase.Stopping };
            if (!one.IsTimedOut)
            {
                work.Acts.Add(Stopping(unit, RestartReason.Together));
            }

            return true;
        }

        if (one.Life.Phase == LifePhase.Waiting)
        {
            Tell(work, unit, new(PolicyEventKind.Stop)); // its restart is called off
        }

        bool isRestart = one.Job == UnitJob.Restart;
        work.Units[unit] = work.Units[unit] with
        {
            Job = isRestart ? UnitJob.Start : UnitJob.None,
        };
        if (!isRestart)
        {
            work.Acts.Add(new(GroupVerb.Rest, unit, RestartReason.Together));
        }

        return true;
    }

    private bool RunStart(Work work, int unit)
    {
        SystemdUnit one = work.Units[unit];
        if (one.Phase != MemberPhase.Down
            || one.Job is not (UnitJob.Start or UnitJob.Auto or UnitJob.Allowed)
            || _requiredBy[unit].Any(other => IsLeaving(work.Units[other])))
        {
            return false;
        }

        if (one.Job == UnitJob.Start && !_needs[unit].All(
            need => IsDone(work.Units[need], need)))
        {
            return IsHopeless(work, unit) && FailOwn(work, unit);
        }

        RestartDecision wanted = one.Job switch
        {
            UnitJob.Start => Tell(work, unit, new(PolicyEventKind.Manual)),
            UnitJob.Auto => Tell(work, unit, new(PolicyEventKind.Tick)),
            UnitJob.Allowed or UnitJob.None or UnitJob.Stop or UnitJob.Restart =>
                new RestartDecision(RestartVerb.Start, RestartReason.Ended),
        };
        work.Units[unit] = work.Units[unit] with
        {
            Job = UnitJob.None,
            Phase = wanted.Verb == RestartVerb.Start ? MemberPhase.Starting : MemberPhase.Down,
        };
        work.Say(unit, wanted);
        if (wanted.Verb != RestartVerb.Start)
        {
            FailJobs(work, unit);
            Spread(work, _boundBy[unit], UnitJob.Stop);
        }

        return true;
    }

    /// <summary>Whether something that it needs is down and will not come by itself.</summary>
    private bool IsHopeless(Work work, int unit) => _needs[unit].Any(need =>
        work.Units[need] is { Phase: MemberPhase.Down, Job: UnitJob.None } one
        && one.Life.Phase != LifePhase.Waiting);

    private bool FailOwn(Work work, int unit)
    {
        work.Units[unit] = work.Units[unit] with { Job = UnitJob.None };
        work.Acts.Add(new(GroupVerb.Rest, unit, RestartReason.Together));
        FailJobs(work, unit);
        return true;
    }
}
