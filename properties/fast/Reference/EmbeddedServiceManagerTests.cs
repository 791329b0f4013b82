using Harness.Properties.Machine;
using Harness.Properties.Reference.Supervising;
using Harness.Reference.Ports;
using Harness.Reference.Services;
using Harness.Sim.Faults;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;
using Xunit;

namespace Harness.Properties.Reference;

public class EmbeddedServiceManagerTests
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);
    private static readonly Scenario Scene = Scenes.Of(Scenes.Worker());
    private static readonly Scenario Deaf = Scenes.Of(Scenes.Worker() with { IgnoresTerm = true });

    [Fact]
    public void A_unit_that_is_defined_can_be_started()
    {
        ServiceAnswer answer = Ask(Scene, services => services.Start("web")).Answer;
        Assert.Equal(ServiceResult.Done, answer.Result);
        Assert.NotNull(answer.Process);
    }

    [Fact]
    public void A_unit_that_runs_is_not_started_twice()
    {
        ServiceAnswer first = default;
        (ServiceAnswer second, IReadOnlyList<TraceEvent> events, _) = Ask(Scene, async services =>
        {
            first = await services.Start("web");
            return await services.Start("web");
        });
        Assert.Equal(new ServiceAnswer(ServiceResult.AlreadyRuns, first.Process), second);
        Assert.Single(events.OfType<ProcessStarted>());
    }

    [Fact]
    public void A_unit_whose_process_has_ended_can_be_started_again()
    {
        (ServiceAnswer answer, _, _) = Ask(Scene, async services =>
        {
            await services.Start("web");
            await services.Stop("web");
            return await services.Start("web");
        });
        Assert.Equal(ServiceResult.Done, answer.Result);
    }

    [Fact]
    public void A_start_that_the_machine_refuses_says_why()
    {
        Scenario scene = Scene.With(
            Scenes.At(0, new RefuseStarts("web", 1, StartFailure.NoResources)));
        Assert.Equal(
            new ServiceAnswer(ServiceResult.StartFailed, null, StartFailure.NoResources),
            Ask(scene, services => services.Start("web"), 1).Answer);
    }

    [Fact]
    public void A_unit_that_nobody_defined_can_be_neither_started_nor_stopped()
    {
        var unknown = new ServiceAnswer(ServiceResult.NoSuchUnit);
        Assert.Equal(unknown, Ask(Scene, services => services.Start("db")).Answer);
        Assert.Equal(unknown, Ask(Scene, services => services.Stop("db")).Answer);
    }

    [Fact]
    public void Stopping_asks_and_waits()
    {
        (ServiceAnswer answer, IReadOnlyList<TraceEvent> events, _) = Ask(Scene, StartThenStop);
        Assert.Equal(ServiceResult.Done, answer.Result);
        Assert.Equal([Signal.Term], Signals(events));
        Assert.Single(events.OfType<ProcessExited>());
    }

    [Fact]
    public void What_does_not_end_in_its_grace_is_killed()
    {
        (ServiceAnswer answer, IReadOnlyList<TraceEvent> events, _) = Ask(Deaf, StartThenStop);
        Assert.Equal(ServiceResult.Done, answer.Result);
        Assert.Equal([Signal.Term, Signal.Kill], Signals(events));
    }

    [Fact]
    public void The_kill_comes_when_the_grace_is_over_and_not_before()
    {
        SignalSent[] sent = [.. Ask(Deaf, StartThenStop).Events.OfType<SignalSent>()];
        Assert.InRange(sent[1].Seconds() - sent[0].Seconds(), 9.99, 10.02);
    }

    [Fact]
    public void Stopping_by_force_does_not_ask()
    {
        (ServiceAnswer answer, IReadOnlyList<TraceEvent> events, _) = Ask(Scene, async services =>
        {
            await services.Start("web");
            return await services.Stop("web", force: true);
        });
        Assert.Equal(ServiceResult.Done, answer.Result);
        Assert.Equal([Signal.Kill], Signals(events));
    }

    [Fact]
    public void Stopping_what_does_not_run_is_done_at_once()
    {
        (ServiceAnswer answer, IReadOnlyList<TraceEvent> events, _) =
            Ask(Scene, services => services.Stop("web"));
        Assert.Equal(ServiceResult.Done, answer.Result);
        Assert.Empty(Signals(events));
    }

    [Fact]
    public void A_lost_hint_delays_a_stop_by_half_a_second_and_does_not_hang_it()
    {
        Scenario scene = Scene.With(
            Scenes.At(0, new TroubleHints("web", HintTrouble.Lost, TimeSpan.Zero, 9)));
        (ServiceAnswer answer, _, TimeSpan took) = Ask(scene, StartThenStop, 1);
        Assert.Equal(ServiceResult.Done, answer.Result);
        Assert.InRange(took.TotalSeconds, 0.5, 0.53);
    }

    [Fact]
    public void A_process_that_not_even_a_kill_ends_is_reported()
    {
        (ServiceAnswer answer, _, TimeSpan took) = Ask(
            Scene, StartThenStop, wrap: ports => ports with
            {
                Processes = new ImmortalHost(ports.Processes),
            });
        Assert.Equal(ServiceResult.StillRuns, answer.Result);
        Assert.InRange(took.TotalSeconds, 15, 15.1);
    }

    [Fact]
    public void Ending_one_process_leaves_the_others_of_its_unit()
    {
        SystemPorts? machine = null;
        (_, IReadOnlyList<TraceEvent> events, _) = Ask(Scene, async services =>
        {
            ServiceAnswer first = await services.Start("web");
            await machine!.Processes.Start(new UnitSpec("web", "web", Grace));
            return await services.End(first.Process!.Value);
        }, wrap: ports => machine = ports);
        Assert.Equal(2, events.OfType<ProcessStarted>().Count());
        Assert.Equal(1, events.OfType<ProcessExited>().Single().Incarnation);
    }

    [Fact]
    public void Ending_a_process_that_is_gone_is_done_without_a_signal()
    {
        (ServiceAnswer answer, IReadOnlyList<TraceEvent> events, _) = Ask(Scene, async services =>
        {
            ServiceAnswer started = await services.Start("web");
            await services.Stop("web");
            await services.Reap(started.Process!.Value);
            return await services.End(started.Process!.Value);
        });
        Assert.Equal(ServiceResult.Done, answer.Result);
        Assert.Equal([Signal.Term], Signals(events));
    }

    [Fact]
    public void Hints_are_passed_on()
    {
        string unit = "";
        Ask(Scene, async services =>
        {
            ServiceAnswer started = await services.Start("web");
            await services.Hints.WaitToReadAsync(CancellationToken.None);
            unit = services.Hints.TryRead(out ProcessHint hint) ? hint.Unit : "";
            return started;
        });
        Assert.Equal("web", unit);
    }

    private static async Task<ServiceAnswer> StartThenStop(IServiceManager services)
    {
        await services.Start("web");
        return await services.Stop("web");
    }

    private static IEnumerable<Signal> Signals(IEnumerable<TraceEvent> events) =>
        events.OfType<SignalSent>().Select(sent => sent.Signal);

    /// <summary>What the manager answers, what happens, and how long it takes.</summary>
    private static (ServiceAnswer Answer, IReadOnlyList<TraceEvent> Events, TimeSpan Took) Ask(
        Scenario scene, Func<IServiceManager, Task<ServiceAnswer>> ask, double after = 0,
        Func<SystemPorts, SystemPorts>? wrap = null)
    {
        ServiceAnswer answer = default;
        TimeSpan took = default;
        IReadOnlyList<TraceEvent> events = Probe.Run(scene, async probe =>
        {
            SystemPorts ports = wrap?.Invoke(probe.Ports) ?? probe.Ports;
            var services = new EmbeddedServiceManager(ports);
            await services.Define(new UnitSpec("web", "web", Grace));
            await probe.Sleep(after);
            TimeSpan from = probe.Elapsed;
            answer = await ask(services);
            took = probe.Elapsed - from;
        });
        return (answer, events, took);
    }
}
