using Harness.Reference.Ports;
using Harness.Sim.Faults;
using Harness.Sim.Kernel;
using Harness.Sim.Running;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;
using Xunit;

namespace Harness.Properties.Machine;

/// <summary>Two lives of the supervisor on one machine.</summary>
public class SideBySideTests
{
    private static readonly Scenario Scene = Scenes.Of(Scenes.Worker());

    [Fact]
    public void A_second_life_begins_beside_the_first_and_gets_another_ones_lock_when_that_is_dead()
    {
        var locks = new List<FileError>();
        Probe.Run(
            Scene.With(Scenes.At(10, new StartSecond()), Scenes.At(20, new KillSupervisor())),
            async probe =>
            {
                SystemPorts ports = probe.Ports; // the next life replaces the probe's
                locks.Add(await ports.Files.Lock("/d/lock"));
                await Task.Delay(TimeSpan.FromSeconds(15), ports.Time);
                locks.Add(await ports.Files.Lock("/d/lock"));
                await Task.Delay(TimeSpan.FromHours(1), ports.Time);
            });
        Assert.Equal(
            [FileError.None, FileError.Locked, FileError.None, FileError.None], locks);
    }

    [Fact]
    public void Nobody_starts_a_second_one_where_there_is_no_first()
    {
        Scenario scene = Scene with
        {
            Supervisor = new SupervisorSetup { StartsAt = TimeSpan.FromSeconds(20) },
        };
        IReadOnlyList<TraceEvent> events = Probe.Run(
            scene.With(Scenes.At(10, new StartSecond())), probe => probe.Sleep(1));
        Assert.Single(events.OfType<FaultMissed>());
        Assert.Single(events.OfType<SupervisorStarted>());
    }

    [Fact]
    public void Requests_and_kills_are_for_the_life_that_was_started_first()
    {
        IReadOnlyList<TraceEvent> events = Probe.Run(
            Scene.With(
                Scenes.At(10, new StartSecond()),
                Scenes.At(11, new AskSupervisor(ControlVerb.Status)),
                Scenes.At(12, new KillSupervisor()),
                Scenes.At(13, new AskSupervisor(ControlVerb.Status))),
            async probe =>
            {
                SystemPorts ports = probe.Ports;
                while (await ports.Control.Requests.WaitToReadAsync())
                {
                    ports.Control.Requests.TryRead(out ControlRequest? request);
                    await ports.Control.Answer(request!, new(ControlResult.Accepted, []));
                }
            });
        Assert.Equal([1, 2], events.OfType<RequestArrived>().Select(asked => asked.Life));
        Assert.Equal([1, 2], events.OfType<RequestAnswered>().Select(answer => answer.Life));
        Assert.Equal(1, events.OfType<SupervisorKilled>().Single().Incarnation);
    }

    [Fact]
    public void A_kill_in_a_port_call_hits_the_life_whose_call_it_is()
    {
        IReadOnlyList<TraceEvent> events = Probe.Run(
            Scene.With(
                Scenes.At(10, new StartSecond()),
                new PlannedFault(
                    new AtCall(2, 0, PortMoment.BeforeEffect), new KillSupervisor())),
            async probe =>
            {
                SystemPorts ports = probe.Ports;
                await ports.Processes.List();
                await Task.Delay(TimeSpan.FromHours(1), ports.Time);
            });
        Assert.Equal(2, events.OfType<SupervisorKilled>().Single().Incarnation);
    }

    [Fact]
    public void What_has_ended_is_left_to_a_supervisor_that_lives_when_another_one_ends()
    {
        int left = 0;
        Probe.Run(
            Scene.With(Scenes.At(10, new StartSecond())),
            async probe =>
            {
                SystemPorts ports = probe.Ports;
                if (probe.Elapsed > TimeSpan.FromSeconds(5))
                {
                    return; // the second one ends at once
                }

                await probe.Kill(await probe.Start());
                await Task.Delay(TimeSpan.FromSeconds(20), ports.Time);
                left = (await ports.Processes.List()).Count;
            });
        Assert.Equal(1, left);
    }

    [Fact]
    public void The_loser_of_two_reference_supervisors_leaves_the_winner_as_it_was()
    {
        RunRecord run = Scene.With(Scenes.At(10, new StartSecond())).Run();
        Assert.Equal([1], run.All<SupervisorExited>().Select(exited => exited.Code));
        Assert.Equal(2, run.All<SupervisorExited>()[0].Incarnation);
        Assert.Single(run.All<ProcessStarted>());
        Assert.Equal(["web"], run.Left());
    }
}
