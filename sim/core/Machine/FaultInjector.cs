using Harness.Sim.Faults;
using Harness.Sim.Kernel;
using Harness.Sim.Trace;

namespace Harness.Sim.Machine;

/// <summary>
/// Injects the faults of a plan. What aims at something that is not there, is missed.
/// </summary>
internal sealed class FaultInjector
{
    private readonly SimMachine _machine;
    private readonly FaultPlan _plan;
    private readonly List<Actor> _actors;
    private readonly HashSet<int> _atCalls;

    internal FaultInjector(SimMachine machine, FaultPlan plan)
    {
        _machine = machine;
        _plan = plan;
        _actors = [.. plan.Faults.Select(_ => machine.AddActor("fault"))];
        _atCalls = [.. Enumerable.Range(0, plan.Faults.Count)
            .Where(index => plan.Faults[index].Trigger is AtCall)];
    }

    internal void Begin()
    {
        BeginAtSteps();
        for (int i = 0; i < _plan.Faults.Count; i++)
        {
            int index = i;
            if (_plan.Faults[i].Trigger is AtTime at)
            {
                _machine.Simulation.After(_actors[i], at.After, () => Inject(index));
            }
        }
    }

    // Only where a plan has such a fault is anything done between steps.
    private void BeginAtSteps()
    {
        Dictionary<long, int[]> atSteps = Enumerable.Range(0, _plan.Faults.Count)
            .Where(index => _plan.Faults[index].Trigger is AtStep)
            .GroupBy(index => ((AtStep)_plan.Faults[index].Trigger).Step)
            .ToDictionary(same => same.Key, same => same.ToArray());
        if (atSteps.Count > 0)
        {
            _machine.Simulation.StepBegins = step =>
            {
                if (atSteps.Remove(step, out int[]? due))
                {
                    foreach (int index in due)
                    {
                        Inject(index);
                    }
                }
            };
        }
    }

    /// <summary>A worker's process was started.</summary>
    internal void Started(SimProcess process)
    {
        for (int i = 0; i < _plan.Faults.Count; i++)
        {
            int index = i;
            if (_plan.Faults[i].Trigger is AfterStart after && after.Worker == process.Unit
                && after.Start == process.Incarnation)
            {
                _machine.Simulation.After(_actors[i], after.After, () => Inject(index));
            }
        }
    }

    /// <summary>A moment of a port call has come.</summary>
    internal void Reached(AtCall moment, SimNode node)
    {
        if (_atCalls.Count == 0)
        {
            return;
        }

        foreach (int index in _atCalls.Order().ToArray())
        {
            if (_plan.Faults[index].Trigger is AtCall at && at == moment && node.IsAlive)
            {
                _atCalls.Remove(index);
                Inject(index, at.Life);
            }
        }
    }

    // What falls into a port call of the supervisor hits the life whose call it is.
    private void Inject(int index, int? life = null)
    {
        Fault fault = _plan.Faults[index].Fault;

        // It is on record before what it does, so that a window reads in the right order.
        if (fault.CanHit(_machine))
        {
            _machine.Trace.Add(new FaultInjected(index, fault.ToYaml()));
            fault.Strike(_machine, new Blow(_actors[index], life));
        }
        else
        {
            _machine.Trace.Add(new FaultMissed(index, fault.ToYaml()));
        }
    }
}
