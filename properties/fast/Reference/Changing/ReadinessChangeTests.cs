using System.Text;
using Harness.Properties.Machine;
using Harness.Reference.Configuration;
using Harness.Reference.Lifecycle;
using Harness.Reference.Ports;
using Harness.Reference.State;
using Harness.Sim.Faults;
using Harness.Sim.Kernel;
using Harness.Sim.Machine;
using Harness.Sim.Running;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;
using Xunit;

namespace Harness.Properties.Reference.Changing;

/// <summary>A change of nothing but how it is known that a process is ready.</summary>
public class ReadinessChangeTests
{
    private const string Canary = "web.canary";

    private static readonly string Before = Text("{ after: 1s }");
    private static readonly string After = Text("notify");

    [Fact]
    public void It_replaces_no_process()
    {
        SimMachine machine = Run(Worker(Canary));
        Assert.Single(Starts(machine, "web"));
        Assert.DoesNotContain(
            machine.Trace.Events.OfType<ProcessExited>(), ended => ended.Unit == "web");
        Assert.Equal(After, Stored(machine));
    }

    [Fact]
    public void The_next_process_is_started_with_it()
    {
        SimMachine machine = Run(Worker(Canary), Scenes.Crash(60));
        Assert.Equal(2, Starts(machine, "web").Count());
        Assert.Equal(
            ReadinessKind.Notify,
            Assert.Single(machine.Processes.Living("web")).Spec.Readiness.Kind);
    }

    [Fact]
    public void A_canary_tries_it_out()
    {
        SimMachine machine = Run(Worker(Canary));
        Assert.Equal(UnitRole.Canary, Assert.Single(Starts(machine, Canary)).Role);
        Assert.Empty(machine.Processes.Living(Canary));
    }

    [Fact]
    public void One_that_never_comes_is_not_accepted()
    {
        SimMachine machine = Run(Worker(Canary) with { NeverReady = true }, Scenes.Crash(80));
        Assert.Single(Starts(machine, Canary));
        Assert.NotEqual(After, Stored(machine));
        Assert.Equal(
            ReadinessKind.Delay,
            Assert.Single(machine.Processes.Living("web")).Spec.Readiness.Kind);
    }

    private static SimMachine Run(WorkerSetup canary, params PlannedFault[] faults)
    {
        Scenario scene = Scenes.Of(Worker("web"), canary).With(faults);
        var simulation = new Simulation(
            new SimulationOptions { Execution = new KeyedExecution(1) });
        var reader = new SupervisorConfigReader();
        var machine = SimMachines.Make(
            simulation, new RunTrace(simulation), scene, FaultPlanner.Plan(scene, 1),
            _ => new Supervisor(
                reader.Read(new ConfigDocument(Before)).Options!, reader: reader));
        machine.Disk.Put(SystemSetups.ConfigFile, Encoding.UTF8.GetBytes(Before));
        Actor person = machine.AddActor("person");
        simulation.After(person, TimeSpan.FromSeconds(10), () =>
        {
            machine.Disk.Put(SystemSetups.ConfigFile, Encoding.UTF8.GetBytes(After));
            machine.Supervisor.Ask(ControlVerb.Reload, isSignal: true);
        });
        RunOutcome outcome = simulation.Run(machine.Live);
        Assert.True(outcome.Ending == Ending.Completed, $"{outcome.Ending} {outcome.Because}");
        return machine;
    }

    private static WorkerSetup Worker(string name) => Scenes.Kid(name);

    private static IEnumerable<ProcessStarted> Starts(SimMachine machine, string unit) =>
        machine.Trace.Events.OfType<ProcessStarted>().Where(one => one.Unit == unit);

    private static string? Stored(SimMachine machine) =>
        machine.Disk.Peek($"/var/lib/supervisor/{ConfigStore.FileName}") is { } contents
            ? ConfigStore.Parse(contents)?.Document.Text
            : null;

    private static string Text(string ready) =>
        $"workers:\n  - {{ name: web, command: web, ready: {ready} }}\n";
}
