using Harness.Reference.Ports;
using Harness.Sim.Faults;
using Harness.Sim.Kernel;
using Harness.Sim.Machine;
using Harness.Sim.Running;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;

namespace Harness.Properties.Machine;

/// <summary>
/// Runs a few lines of a test in the place of the supervisor, on a simulated machine.
/// </summary>
internal sealed class Probe : ISystemUnderTest
{
    private readonly Func<Probe, Task> _body;

    private Probe(SimMachine machine, Func<Probe, Task> body)
    {
        Machine = machine;
        _body = body;
    }

    internal SimMachine Machine { get; }

    internal SystemPorts Ports { get; private set; } = null!;

    /// <summary>Virtual time since the start of the run.</summary>
    internal TimeSpan Elapsed => Machine.Simulation.Now - Instant.Zero;

    /// <summary>Runs the body as every life of the supervisor, and gives what happened.</summary>
    internal static IReadOnlyList<TraceEvent> Run(
        Scenario scene, Func<Probe, Task> body, ulong seed = 1)
    {
        var simulation = new Simulation(
            new SimulationOptions { Execution = new KeyedExecution(seed) });
        var trace = new RunTrace(simulation);
        SimMachine machine = null!;
        machine = SimMachines.Make(
            simulation, trace, scene, FaultPlanner.Plan(scene, seed),
            _ => new Probe(machine, body));
        RunOutcome outcome = simulation.Run(machine.Live);
        SupervisorCrashed? crash = trace.Events.OfType<SupervisorCrashed>().FirstOrDefault();
        return outcome.Ending == Ending.Completed && crash is null
            ? trace.Events
            : throw new InvalidOperationException(
                $"seed {seed}: {outcome.Ending} {outcome.Because} {crash}", outcome.Error);
    }

    /// <summary>A machine on which nothing runs.</summary>
    internal static SimMachine Idle(Scenario scene, ulong seed = 1)
    {
        var simulation = new Simulation(
            new SimulationOptions { Execution = new KeyedExecution(seed) });
        return SimMachines.Make(
            simulation, new RunTrace(simulation), scene, FaultPlan.None,
            _ => throw new InvalidOperationException("nothing runs here"));
    }

    public async Task<int> Run(SystemPorts ports, CancellationToken stop)
    {
        Ports = ports;
        await _body(this);
        return 0;
    }

    internal Task Sleep(double seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), Ports.Time);

    internal async Task<ProcessIdentity> Start(string unit = "web") =>
        (await Ports.Processes.Start(
            new UnitSpec(unit, unit, TimeSpan.FromSeconds(10)))).Process!.Value;

    internal Task Kill(ProcessIdentity process) => Ports.Processes.Send(process, Signal.Kill);
}
