using Harness.Reference.Ports;
using Harness.Sim.Trace;

namespace Harness.Sim.Machine.Services;

/// <content>What it can be asked. Every answer is made when it is true.</content>
internal sealed partial class SimServiceManager
{
    internal ServiceAnswer Define(UnitSpec spec)
    {
        if (Find(spec.Name) is { } known)
        {
            known.Spec = spec;
        }
        else
        {
            _units.Add(new SimUnit(spec, _machine.AddActor($"unit {spec.Name}")));
        }

        _machine.Trace.Add(new UnitDefined(spec.Name, spec.Tag));
        return new ServiceAnswer(ServiceResult.Done);
    }

    /// <summary>Starts it now, and forgets that it had failed.</summary>
    internal ServiceAnswer Start(string name)
    {
        if (Find(name) is not { } unit)
        {
            return new ServiceAnswer(ServiceResult.NoSuchUnit);
        }

        unit.IsWanted = true;
        if (unit.Process is { IsAlive: true } running)
        {
            Become(unit, UnitState.Running);
            return new ServiceAnswer(ServiceResult.AlreadyRuns, running.Identity);
        }

        unit.EarlyEnds = 0;
        StartAnswer answer = Spawn(unit, byItself: false);
        return answer.Process is { } process
            ? new ServiceAnswer(ServiceResult.Done, process)
            : new ServiceAnswer(ServiceResult.StartFailed, null, answer.Failure);
    }

    /// <summary>Asks, waits for the grace, kills; answers when nothing of it runs.</summary>
    internal void Stop(string name, bool force, Action<ServiceAnswer> answer)
    {
        if (Find(name) is not { } unit)
        {
            answer(new ServiceAnswer(ServiceResult.NoSuchUnit));
            return;
        }

        unit.IsWanted = false;
        unit.Plan++;
        if (unit.Process is not { IsAlive: true } running)
        {
            Become(unit, UnitState.Stopped);
            answer(new ServiceAnswer(ServiceResult.Done));
            return;
        }

        unit.WhenGone(() => answer(new ServiceAnswer(ServiceResult.Done)));
        Become(unit, UnitState.Stopping);
        if (force)
        {
            Kill(running);
        }
        else
        {
            _machine.Processes.Send(running.Identity, Signal.Term);
            int plan = unit.Plan;
            _machine.Simulation.After(unit.Actor, unit.Spec.Grace, () => OverGrace(unit, plan));
        }
    }

    /// <summary>Ends one process; its unit is started again as after any other end.</summary>
    internal void End(ProcessIdentity process, Action<ServiceAnswer> answer)
    {
        SimUnit? unit = _units.Find(one => one.Process?.Identity == process);
        if (unit?.Process is not { IsAlive: true } running)
        {
            answer(new ServiceAnswer(ServiceResult.Done));
            return;
        }

        unit.WhenGone(() => answer(new ServiceAnswer(ServiceResult.Done)));
        Kill(running);
    }

    /// <summary>One line for every unit that has something to tell, in order of start.</summary>
    internal IReadOnlyList<ProcessStatus> List(string? only)
    {
        Instant now = _machine.Now;
        return [.. _units.Where(unit => only is null || unit.Name == only)
            .Select(unit => unit.Process?.Status(now)
                ?? (unit.Ended is null
                    ? null
                    : unit.Ended with { IsGivenUp = unit.State == UnitState.GivenUp }))
            .OfType<ProcessStatus>()
            .OrderBy(status => status.Identity.StartedAt.Ticks)];
    }

    /// <summary>Forgets how it ended, unless that is why it is given up.</summary>
    internal void Reap(ProcessIdentity process)
    {
        SimUnit? unit = _units.Find(one => one.Ended?.Identity == process);
        if (unit is { State: not UnitState.GivenUp })
        {
            unit.Ended = null;
        }
    }

    private void Kill(SimProcess process) =>
        _machine.Processes.Send(process.Identity, Signal.Kill);

    private void OverGrace(SimUnit unit, int plan)
    {
        if (unit.Plan == plan && unit.Process is { IsAlive: true } running
            && unit.State == UnitState.Stopping)
        {
            if (Acts)
            {
                Kill(running);
            }
            else
            {
                WhenItActs(() => OverGrace(unit, plan));
            }
        }
    }
}
