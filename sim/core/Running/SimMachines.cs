using Harness.Reference.Ports;
using Harness.Reference.Recovery;
using Harness.Reference.State;
using Harness.Sim.Faults;
using Harness.Sim.Kernel;
using Harness.Sim.Machine;
using Harness.Sim.Machine.Cache;
using Harness.Sim.Machine.Services;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;

namespace Harness.Sim.Running;

/// <summary>Puts a machine together from what its scenario says of it.</summary>
internal static class SimMachines
{
    /// <summary>The machine of a run, on which nothing has happened yet.</summary>
    internal static SimMachine Make(
        Simulation simulation, RunTrace trace, Scenario scenario, FaultPlan plan,
        Func<SimMachine, ISystemUnderTest> make, SimConfigs? configs = null,
        IWorkerRules? workerRules = null)
    {
        var machine = new SimMachine(
            simulation, trace, scenario, plan, make,
            StateStore.PathIn(SystemSetups.StateDirectory), configs);
        if (scenario.Services is { } services)
        {
            machine.Add(new SimServiceManager(machine, services));
        }

        if (scenario.Cache is { } cache)
        {
            machine.Add(new SharedCache(machine, cache, workerRules ?? new WorkerRules()));
        }

        return machine;
    }
}
