using Harness.Properties.Machine;
using Harness.Reference.Lifecycle;
using Harness.Reference.Ports;
using Harness.Sim.Faults;
using Harness.Sim.Running;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;
using Xunit;

namespace Harness.Properties.Reference.Supervising;

public class EndingTests
{
    private static readonly Scenario Scene = Scenes.Of(Scenes.Worker("web"), Scenes.Worker("db"));

    private static readonly Scenario Deaf = Scenes.Of(
        Scenes.Worker("web"), Scenes.Worker("db") with { IgnoresTerm = true });

    [Fact]
    public void Term_ends_the_workers_and_then_the_supervisor_with_code_0()
    {
        RunRecord run = Scene.With(Scenes.Term(10)).Run();
        Assert.Equal(0, Assert.Single(run.All<SupervisorExited>()).Code);
        Assert.Equal(
            [ExitCause.Asked, ExitCause.Asked], run.All<ProcessExited>().Select(one => one.Cause));
        Assert.Empty(run.Left());
    }

    [Fact]
    public void A_request_to_stop_is_answered_and_obeyed()
    {
        RunRecord run = Scene.With(Scenes.At(10, new AskSupervisor(ControlVerb.Stop))).Run();
        Assert.Equal(ControlResult.Accepted, Assert.Single(run.All<RequestAnswered>()).Result);
        Assert.Equal(0, Assert.Single(run.All<SupervisorExited>()).Code);
    }

    [Fact]
    public void A_worker_that_does_not_heed_term_is_killed_after_its_grace()
    {
        RunRecord run = Deaf.With(Scenes.Term(10)).Run();
        SupervisorExited ended = Assert.Single(run.All<SupervisorExited>());
        Assert.Equal(0, ended.Code);
        Assert.InRange(ended.Seconds(), 20, 20.1);
        Assert.Empty(run.Left());
    }

    [Fact]
    public void A_second_term_forces_the_end()
    {
        RunRecord run = Deaf.With(Scenes.Term(10), Scenes.Term(12)).Run();
        SupervisorExited ended = Assert.Single(run.All<SupervisorExited>());
        Assert.Equal(0, ended.Code);
        Assert.InRange(ended.Seconds(), 12, 12.1);
        Assert.Empty(run.Left());
    }

    [Fact]
    public void Two_terms_at_the_same_time_force_the_end()
    {
        RunRecord run = Deaf.With(Scenes.Term(10), Scenes.Term(10)).Run();
        Assert.InRange(Assert.Single(run.All<SupervisorExited>()).Seconds(), 10, 10.1);
        Assert.Empty(run.Left());
    }

    [Fact]
    public void An_end_that_takes_longer_than_its_bound_is_forced()
    {
        Scenario scene = Deaf.With(Scenes.Term(10)) with
        {
            Supervisor = new SupervisorSetup { StopWithin = TimeSpan.FromSeconds(3) },
        };
        Assert.InRange(Assert.Single(scene.Run().All<SupervisorExited>()).Seconds(), 13, 13.1);
    }

    [Theory]
    [InlineData(0.0005)]
    [InlineData(0.02)]
    [InlineData(0.05)]
    [InlineData(0.1)]
    public void A_term_during_startup_leaves_nothing(double seconds)
    {
        RunRecord run = Scene.With(Scenes.Term(seconds)).Run();
        Assert.Equal(0, Assert.Single(run.All<SupervisorExited>()).Code);
        Assert.Empty(run.Left());
    }

    [Fact]
    public void A_worker_that_crashes_during_the_end_is_not_started_again()
    {
        RunRecord run = Deaf.With(Scenes.Term(10), Scenes.Crash(13, "db")).Run();
        Assert.Equal(2, run.All<ProcessStarted>().Length);
        Assert.InRange(Assert.Single(run.All<SupervisorExited>()).Seconds(), 13, 13.1);
    }

    [Fact]
    public void A_reset_during_the_end_is_refused()
    {
        RunRecord run = Deaf.With(
            Scenes.Term(10), Scenes.At(12, new AskSupervisor(ControlVerb.Reset))).Run();
        Assert.Equal(ControlResult.Refused, run.All<RequestAnswered>()[^1].Result);
    }

    [Fact]
    public void The_stop_token_ends_the_supervisor_as_a_request_does()
    {
        int? code = null;
        IReadOnlyList<TraceEvent> events = Probe.Run(Scene, async probe =>
        {
            using var stop = new CancellationTokenSource();
            var supervisor = new Supervisor(ScenarioRunner.OptionsOf(Scene));
            _ = probe.Ports.Actors.Spawn("supervisor", async () =>
                code = await supervisor.Run(probe.Ports, stop.Token));
            await probe.Sleep(10);
            stop.Cancel();
            await probe.Sleep(10);
        });
        Assert.Equal(0, code);
        Assert.Equal(
            [ExitCause.Asked, ExitCause.Asked],
            events.OfType<ProcessExited>().Select(one => one.Cause));
    }

    [Fact]
    public void Workers_that_cannot_be_ended_make_the_end_a_fatal_one()
    {
        int? code = null;
        IReadOnlyList<TraceEvent> events = Probe.Run(Scene, async probe =>
        {
            var supervisor = new Supervisor(ScenarioRunner.OptionsOf(Scene));
            using var stop = new CancellationTokenSource();
            _ = probe.Ports.Actors.Spawn("supervisor", async () => code = await supervisor.Run(
                probe.Ports with { Processes = new ImmortalHost(probe.Ports.Processes) },
                stop.Token));
            await probe.Sleep(10);
            stop.Cancel();
            await probe.Sleep(60);
        });
        Assert.Equal(1, code);
        FatalWritten fatal = events.OfType<FatalWritten>().Single();
        Assert.Equal((Phase.Stopping, ErrorKind.TimedOut), (fatal.Phase, fatal.Error));
    }
}
