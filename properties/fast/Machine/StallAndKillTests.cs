using Harness.Reference.Ports;
using Harness.Sim.Faults;
using Harness.Sim.Kernel;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;
using Xunit;

namespace Harness.Properties.Machine;

public class StallAndKillTests
{
    private static readonly Scenario Scene = Scenes.Of(Scenes.Worker());

    [Fact]
    public void A_stalled_supervisor_does_nothing_until_the_stall_is_over()
    {
        var times = new List<double>();
        Probe.Run(Stalled(from: 4.5, length: 10), async probe =>
        {
            for (int i = 0; i < 10; i++)
            {
                await probe.Sleep(1);
                times.Add(probe.Elapsed.TotalSeconds);
            }
        });
        Assert.Equal([1, 2, 3, 4, 14.5, 15.5, 16.5, 17.5, 18.5, 19.5], times);
    }

    [Fact]
    public void Everything_else_goes_on_while_the_supervisor_is_stalled()
    {
        IReadOnlyList<TraceEvent> events = Probe.Run(
            Stalled(from: 4.5, length: 10).With(Scenes.Crash(6)), async probe =>
            {
                await probe.Start();
                await probe.Sleep(60);
            });
        Assert.Equal(6, events.OfType<ProcessExited>().Single().Seconds());
    }

    [Fact]
    public void A_port_call_that_was_made_before_a_stall_is_answered_after_it()
    {
        double answered = 0;
        Scenario scene = Scene.With(new PlannedFault(
            new AtCall(1, 0, PortMoment.BeforeAnswer),
            new StallSupervisor(TimeSpan.FromSeconds(9))));
        Probe.Run(scene, async probe =>
        {
            await probe.Start();
            answered = probe.Elapsed.TotalSeconds;
        });
        Assert.InRange(answered, 9, 9.01);
    }

    [Fact]
    public void A_stalled_supervisor_can_be_killed()
    {
        IReadOnlyList<TraceEvent> events = Probe.Run(
            Stalled(from: 5, length: 10).With(Scenes.At(7, new KillSupervisor())),
            probe => probe.Sleep(60));
        Assert.Equal([0, 8.0], events.OfType<SupervisorStarted>().Select(one => one.Seconds()));
    }

    [Theory]
    [InlineData(PortMoment.BeforeEffect, 0, 0)]
    [InlineData(PortMoment.BeforeAnswer, 1, 0)]
    [InlineData(PortMoment.AfterAnswer, 1, 1)]
    public void A_kill_in_a_port_call_falls_exactly_between_its_steps(
        PortMoment moment, int effects, int answers)
    {
        bool wentOn = false;
        IReadOnlyList<TraceEvent> events = Probe.Run(
            KilledAt(moment) with { Supervisor = new SupervisorSetup { StartedAgainAfter = null } },
            async probe =>
            {
                await probe.Start();
                wentOn = true;
            });
        Assert.False(wentOn);
        Assert.Equal(effects, events.OfType<ProcessStarted>().Count());
        Assert.Equal(answers, events.OfType<PortAnswered>().Count());
    }

    [Fact]
    public void A_kill_in_a_port_call_runs_no_finally()
    {
        bool ran = false;
        Scenario scene = KilledAt(PortMoment.BeforeAnswer) with
        {
            Supervisor = new SupervisorSetup { StartedAgainAfter = null },
        };
        Probe.Run(scene, async probe =>
        {
            try
            {
                await probe.Start();
            }
            finally
            {
                ran = true;
            }
        });
        Assert.False(ran);
    }

    [Fact]
    public void The_next_life_finds_what_a_killed_one_started_without_knowing()
    {
        var found = new List<int>();
        Probe.Run(KilledAt(PortMoment.BeforeAnswer), async probe =>
        {
            if (probe.Machine.Supervisor.IsAlive(1))
            {
                await probe.Start();
            }

            found.Add((await probe.Ports.Processes.List()).Count);
        });
        Assert.Equal([1], found);
    }

    [Fact]
    public void A_fault_at_a_call_strikes_once()
    {
        Scenario scene = KilledAt(PortMoment.BeforeEffect);
        IReadOnlyList<TraceEvent> events = Probe.Run(scene, async probe =>
        {
            await probe.Start();
            await probe.Sleep(3600);
        });
        Assert.Single(events.OfType<SupervisorKilled>());
    }

    [Fact]
    public void What_aims_at_something_that_is_not_there_is_missed()
    {
        IReadOnlyList<TraceEvent> events = Probe.Run(
            Scene.With(Scenes.Crash(5)), probe => probe.Sleep(60));
        Assert.Single(events.OfType<FaultMissed>());
        Assert.Empty(events.OfType<FaultInjected>());
    }

    [Theory]
    [InlineData(ControlVerb.Status)]
    [InlineData(ControlVerb.Stop)]
    [InlineData(ControlVerb.Reset)]
    public void What_is_asked_arrives_at_the_supervisor(ControlVerb verb)
    {
        ControlRequest? request = null;
        Probe.Run(Scene.With(Scenes.At(3, new AskSupervisor(verb))), async probe =>
        {
            await probe.Ports.Control.Requests.WaitToReadAsync(CancellationToken.None);
            probe.Ports.Control.Requests.TryRead(out request);
            await probe.Ports.Control.Answer(
                request!, new ControlAnswer(ControlResult.Accepted, []));
        });
        Assert.Equal(new ControlRequest(1, verb, false), request);
    }

    [Theory]
    [InlineData(Signal.Term, ControlVerb.Stop)]
    [InlineData(Signal.Int, ControlVerb.Stop)]
    [InlineData(Signal.Hup, ControlVerb.Reload)]
    public void A_signal_is_a_request_that_nobody_waits_for(Signal signal, ControlVerb verb)
    {
        ControlRequest? request = null;
        Probe.Run(Scene.With(Scenes.At(3, new SignalSupervisor(signal))), async probe =>
        {
            await probe.Ports.Control.Requests.WaitToReadAsync(CancellationToken.None);
            probe.Ports.Control.Requests.TryRead(out request);
        });
        Assert.Equal(new ControlRequest(1, verb, true), request);
    }

    private static Scenario Stalled(double from, double length) => Scene.With(
        Scenes.At(from, new StallSupervisor(TimeSpan.FromSeconds(length))));

    private static Scenario KilledAt(PortMoment moment) => Scene.With(
        new PlannedFault(new AtCall(1, 0, moment), new KillSupervisor()));
}
