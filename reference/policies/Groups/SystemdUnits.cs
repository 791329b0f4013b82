using Harness.Reference.Policies.Systems;
using Harness.Reference.Ports;

namespace Harness.Reference.Policies.Groups;

/// <summary>A unit and what it needs.</summary>
/// <param name="Policy">Its own restart settings.</param>
/// <param name="IsDirect">Whether its failures show only when it is not restarted.</param>
/// <param name="Requires">The units of <c>Requires=</c> and <c>After=</c>.</param>
/// <param name="BindsTo">The units of <c>BindsTo=</c> and <c>After=</c>.</param>
/// <param name="StopPatience">How long a stop is given; null: no bound.</param>
internal sealed record SystemdUnitOptions(
    SystemdPolicy Policy,
    bool IsDirect,
    IReadOnlyList<int> Requires,
    IReadOnlyList<int> BindsTo,
    TimeSpan? StopPatience);

/// <summary>
/// Units of systemd that need each other. An automatic restart in mode normal restarts what
/// requires the unit, on that one's own start limit; an end in mode normal, and a final one in any
/// mode, stops what is bound to it, and nobody brings that back. Stops go before starts, dependents
/// first; starts wait until what is needed is up. Source: systemd v257.13
/// src/core/unit-dependency-atom.c, src/core/unit.c (unit_notify, retroactively_stop_dependencies),
/// src/core/transaction.c, src/core/job.c (job_compare, job_type_collapse,
/// job_finish_and_invalidate), src/core/service.c (service_enter_restart).
/// </summary>
internal sealed partial class SystemdUnits : IGroupPolicy<SystemdUnitsState>
{
    private readonly IReadOnlyList<SystemdUnitOptions> _units;
    private readonly int[][] _needs; // what a unit needs, by either
    private readonly int[][] _requiredBy; // who needs a unit, by either
    private readonly int[][] _boundBy;

    internal SystemdUnits(IReadOnlyList<SystemdUnitOptions> units)
    {
        _units = units;
        int[] all = [.. Enumerable.Range(0, units.Count)];
        _needs = [.. units.Select(unit => unit.Requires.Union(unit.BindsTo).ToArray())];
        _requiredBy = [.. all.Select(unit =>
            all.Where(other => _needs[other].Contains(unit)).ToArray())];
        _boundBy = [.. all.Select(unit =>
            all.Where(other => units[other].BindsTo.Contains(unit)).ToArray())];
    }

    public int Members => _units.Count;

    public SystemdUnitsState Initial => new(
        [.. _units.Select(unit =>
            new SystemdUnit(unit.Policy.Initial, MemberPhase.Down, UnitJob.None))],
        IsEnding: false,
        IsOver: false);

    public GroupStep<SystemdUnitsState> Step(
        SystemdUnitsState state, GroupEvent happened, Instant now, ulong draw)
    {
        var work = new Work([.. state.Units], now, draw);
        int unit = happened.Member;
        bool isEnding = state.IsEnding || happened.Kind == GroupEventKind.End;
        switch (happened.Kind)
        {
            case GroupEventKind.Begin:
                SetAll(work, UnitJob.Start);
                break;
            case GroupEventKind.Started:
                work.Units[unit] = work.Units[unit] with { Phase = MemberPhase.Up };
                Tell(work, unit, new(PolicyEventKind.Started));
                break;
            case GroupEventKind.Ready:
                Tell(work, unit, new(PolicyEventKind.Ready));
                break;
            case GroupEventKind.StartFailed:
                work.Units[unit] = work.Units[unit] with { Phase = MemberPhase.Down };
                Ended(work, unit, new(PolicyEventKind.StartFailed));
                break;
            case GroupEventKind.Exited:
                Exited(work, unit, new(PolicyEventKind.Exited, happened.Exit));
                break;
            case GroupEventKind.End:
                SetAll(work, UnitJob.Stop);
                break;
            case GroupEventKind.Tick:
                Tick(work);
                break;
            default:
                throw new InvalidOperationException($"unknown event {happened.Kind}");
        }

        RunJobs(work);
        bool isOver = state.IsOver || (isEnding
            && work.Units.All(one => one.Phase == MemberPhase.Down));
        if (isOver && !state.IsOver)
        {
            work.Acts.Add(new(GroupVerb.EndAll, 0, RestartReason.Asked));
        }

        return new(
            new SystemdUnitsState([.. work.Units], isEnding, isOver), [.. work.Acts],
            isEnding ? null : NextWake(work));
    }

    private static Instant? NextWake(Work work)
    {
        Instant next = new(long.MaxValue);
        foreach (SystemdUnit unit in work.Units)
        {
            // What is due already waits for something that will be told.
            Instant own = unit.Life.Wake;
            next = unit.Job == UnitJob.None && own < next ? own : next;
        }

        return next.Ticks == long.MaxValue ? null : next;
    }

    private static void SetAll(Work work, UnitJob job)
    {
        for (int unit = 0; unit < work.Units.Length; unit++)
        {
            work.Units[unit] = work.Units[unit] with { Job = job };
        }
    }

    private RestartDecision Tell(Work work, int unit, PolicyEvent happened)
    {
        ulong draw = Chance.Again(work.Draw + (ulong)unit);
        var step = _units[unit].Policy.Step(work.Units[unit].Life, happened, work.Now, draw);
        work.Units[unit] = work.Units[unit] with { Life = step.State };
        return step.Decision;
    }

    private bool IsDone(in SystemdUnit unit, int index) => unit.Phase == MemberPhase.Up
        && (_units[index].Policy.IsReadyAtStart || unit.Life.IsReady);

    private void Exited(Work work, int unit, PolicyEvent happened)
    {
        SystemdUnit was = work.Units[unit];
        if (was.Phase is MemberPhase.Down or MemberPhase.Waiting)
        {
            return; // nothing of it ran
        }

        work.Units[unit] = was with { Phase = MemberPhase.Down, IsTimedOut = false };
        if (was.Phase != MemberPhase.Stopping)
        {
            Ended(work, unit, happened, wasDone: IsDone(was, unit));
        }
    }

    /// <summary>An end that no job asked for, or a start that failed.</summary>
    private void Ended(Work work, int unit, PolicyEvent happened, bool wasDone = false)
    {
        RestartDecision wanted = Tell(work, unit, happened);
        bool isDirect = _units[unit].IsDirect;
        if (work.Units[unit].Job is UnitJob.Stop or UnitJob.Restart)
        {
            Tell(work, unit, new(PolicyEventKind.Stop)); // what was to be stopped has ended
            return;
        }

        if (wanted.Verb == RestartVerb.Start)
        {
            work.Units[unit] = work.Units[unit] with { Job = UnitJob.Allowed };
        }
        else
        {
            work.Say(unit, wanted);
        }

        if (wanted.IsFinal || (!isDirect && !wasDone))
        {
            FailJobs(work, unit);
        }

        if (wanted.IsFinal || !isDirect)
        {
            Spread(work, _boundBy[unit], UnitJob.Stop);
        }

        // The restart that a delay of 0 has brought already, allowed or not.
        bool isRestart = wanted.Verb == RestartVerb.Start
            || wanted is { Verb: RestartVerb.GiveUp, Because: RestartReason.OverLimit };
        if (isRestart && !isDirect)
        {
            Spread(
                work, _requiredBy[unit],
                wanted.IsFinal ? UnitJob.Stop : UnitJob.Restart);
        }
    }

    private void Tick(Work work)
    {
        for (int unit = 0; unit < Members; unit++)
        {
            SystemdUnit one = work.Units[unit];
            if (one.Job != UnitJob.None)
            {
                continue;
            }

            if (one.Phase == MemberPhase.Down && one.Life.Wake <= work.Now)
            {
                work.Units[unit] = one with { Job = UnitJob.Auto };
                if (!_units[unit].IsDirect)
                {
                    Spread(work, _requiredBy[unit], UnitJob.Restart);
                }
            }
            else if (one.Phase == MemberPhase.Up && one.Life.Wake <= work.Now)
            {
                RestartDecision wanted = Tell(work, unit, new(PolicyEventKind.Tick));
                if (wanted.Verb == RestartVerb.End)
                {
                    work.Units[unit] = work.Units[unit] with { IsTimedOut = true };
                    work.Acts.Add(Stopping(unit, wanted.Because));
                }
            }
        }
    }

    /// <summary>Queues a job for what is active of these, and of those that need them.</summary>
    private void Spread(Work work, int[] units, UnitJob job)
    {
        foreach (int unit in units)
        {
            SystemdUnit one = work.Units[unit];
            bool isActive = one.Phase is MemberPhase.Up or MemberPhase.Starting
                || one is { Phase: MemberPhase.Stopping, Job: UnitJob.Restart }
                || (one.Phase == MemberPhase.Down && one.Life.Phase == Lives.LifePhase.Waiting);
            if (isActive && one.Job != UnitJob.Stop && one.Job != job)
            {
                work.Units[unit] = one with { Job = job };
                Spread(work, _requiredBy[unit], job);
            }
        }
    }

    /// <summary>The starts that waited for a unit fail with it.</summary>
    private void FailJobs(Work work, int unit)
    {
        foreach (int other in _requiredBy[unit])
        {
            if (work.Units[other].Job is UnitJob.Start or UnitJob.Restart)
            {
                bool isDown = work.Units[other].Phase == MemberPhase.Down;
                work.Units[other] = work.Units[other] with
                {
                    Job = isDown ? UnitJob.None : UnitJob.Stop,
                };
                if (isDown)
                {
                    work.Acts.Add(new(GroupVerb.Rest, other, RestartReason.Together));
                }

                FailJobs(work, other);
            }
        }
    }

    private GroupAct Stopping(int unit, RestartReason because) =>
        new(GroupVerb.Stop, unit, because) { Patience = _units[unit].StopPatience };

    /// <summary>What a step changes.</summary>
    private sealed record Work(SystemdUnit[] Units, Instant Now, ulong Draw)
    {
        internal List<GroupAct> Acts { get; } = [];

        internal void Say(int unit, RestartDecision wanted)
        {
            GroupVerb? verb = wanted.Verb switch
            {
                RestartVerb.Wait or RestartVerb.Pause => GroupVerb.Wait,
                RestartVerb.GiveUp => GroupVerb.GiveUp,
                RestartVerb.Rest => GroupVerb.Rest,
                RestartVerb.Start => GroupVerb.Start,
                RestartVerb.Nothing or RestartVerb.End or RestartVerb.EndAll => null,
            };
            if (verb is { } known)
            {
                Acts.Add(new(known, unit, wanted.Because, wanted.Count, wanted.Limit)
                {
                    Native = wanted.Native,
                });
            }
        }
    }
}
