using Harness.Reference.Ports;
using Harness.Sim.Faults;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;
using Xunit;

namespace Harness.Properties.Machine;

/// <summary>
/// What the machine's own service manager does, with a test in the supervisor's place.
/// </summary>
public class ServiceManagerTests
{
    private static readonly UnitSpec Web = new("web", "web", TimeSpan.FromSeconds(10));

    private static readonly Scenario Scene = Scenes.Of(Scenes.Worker()) with
    {
        Services = new ServicesSetup(),
    };

    [Fact]
    public void A_unit_that_was_not_defined_cannot_be_started() => Live(async (services, sleep) =>
        Assert.Equal(ServiceResult.NoSuchUnit, (await services.Start("web")).Result));

    [Fact]
    public void A_started_unit_is_on_the_list_and_is_not_started_again() => Live(
        async (services, _) =>
    {
        await services.Define(Web);
        ServiceAnswer first = await services.Start("web");
        ServiceAnswer second = await services.Start("web");
        Assert.Equal((ServiceResult.Done, ServiceResult.AlreadyRuns),
            (first.Result, second.Result));
        Assert.Equal(first.Process, second.Process);
        Assert.Equal(first.Process, Assert.Single((await services.List())!).Identity);
    });

    [Fact]
    public void What_ends_is_started_again_after_exactly_the_delay()
    {
        IReadOnlyList<TraceEvent> events = Live(
            Only, Scene.With(Scenes.Crash(30)));
        ProcessStarted again = events.OfType<ProcessStarted>().Last();
        Assert.Equal((2, true), (again.Incarnation, again.ByMachine));
        Assert.InRange(again.Seconds(), 31, 31.02);
    }

    [Theory]
    [InlineData(3, UnitState.Running)]
    [InlineData(4, UnitState.GivenUp)]
    public void As_many_early_ends_in_a_row_as_the_limit_give_it_up(int times, UnitState last)
    {
        IReadOnlyList<TraceEvent> events = Live(Only, EarlyEnds(times));
        Assert.Equal(last, events.OfType<UnitChanged>().Last().State);
    }

    [Fact]
    public void One_healthy_life_forgets_the_early_ends()
    {
        // The third life lasts for 10 s, which is not early any more.
        IReadOnlyList<TraceEvent> events = Live(Only, Scene.With(
            After(1, 2), After(2, 2), After(3, 10), After(4, 2), After(5, 2), After(6, 2)));
        Assert.Equal(UnitState.Running, events.OfType<UnitChanged>().Last().State);
    }

    [Fact]
    public void A_unit_that_was_given_up_is_on_the_list_as_such_and_can_be_started() =>
        Live(async (services, sleep) =>
        {
            await StartIt(services);
            await sleep(60);
            ProcessStatus status = Assert.Single((await services.List())!);
            Assert.Equal((true, false), (status.IsGivenUp, status.IsAlive));
            await services.Reap(status.Identity);
            Assert.Single((await services.List())!);
            Assert.Equal(ServiceResult.Done, (await services.Start("web")).Result);
            Assert.False(Assert.Single((await services.List())!).IsGivenUp);
        }, EarlyEnds(4));

    [Fact]
    public void A_start_that_is_refused_is_tried_again_until_the_limit()
    {
        IReadOnlyList<TraceEvent> events = Live(
            async (services, sleep) =>
            {
                await services.Define(Web);
                ServiceAnswer answer = await services.Start("web");
                Assert.Equal(
                    (ServiceResult.StartFailed, StartFailure.NotFound),
                    (answer.Result, answer.Failure));
                await sleep(60);
                ProcessStatus status = Assert.Single((await services.List())!);
                Assert.Equal((0, true), (status.Identity.Pid, status.IsGivenUp));
            },
            Scene.With(Scenes.At(0, new RefuseStarts("web", 99, StartFailure.NotFound))));
        Assert.Equal(4, events.OfType<StartRefused>().Count());
    }

    [Fact]
    public void A_stop_asks_waits_for_the_grace_and_kills()
    {
        IReadOnlyList<TraceEvent> events = Live(
            async (services, sleep) =>
            {
                await StartIt(services);
                await sleep(5);
                Assert.Equal(ServiceResult.Done, (await services.Stop("web")).Result);
                Assert.DoesNotContain((await services.List())!, status => status.IsAlive);
            },
            Scenes.Of(Scenes.Worker() with { IgnoresTerm = true }) with
            {
                Services = new ServicesSetup(),
            });
        SignalSent[] sent = [.. events.OfType<SignalSent>()];
        Assert.Equal([Signal.Term, Signal.Kill], sent.Select(one => one.Signal));
        Assert.Equal(10, sent[1].Seconds() - sent[0].Seconds(), 6);
        Assert.Single(events.OfType<ProcessStarted>());
    }

    [Fact]
    public void One_process_that_is_ended_is_followed_by_the_next()
    {
        IReadOnlyList<TraceEvent> events = Live(async (services, sleep) =>
        {
            await StartIt(services);
            await sleep(5);
            ProcessStatus status = Assert.Single((await services.List())!);
            Assert.Equal(ServiceResult.Done, (await services.End(status.Identity)).Result);
            await sleep(5);
            Assert.True(Assert.Single((await services.List())!).IsAlive);
        });
        Assert.Equal(2, events.OfType<ProcessStarted>().Count());
    }

    [Theory]
    [InlineData(ServiceTrouble.Unreachable)]
    [InlineData(ServiceTrouble.Crash)]
    public void Who_asks_one_that_is_not_there_is_told_at_once(ServiceTrouble trouble) => Live(
        async (services, sleep) =>
        {
            await sleep(10);
            Assert.Equal(ServiceResult.Unreachable, (await services.Define(Web)).Result);
            Assert.Null(await services.List());
            await sleep(10);
            Assert.NotNull(await services.List());
        },
        Scene.With(Trouble(5, trouble, 10)));

    [Fact]
    public void What_a_hanging_one_is_asked_is_done_and_answered_afterwards()
    {
        IReadOnlyList<TraceEvent> events = Live(
            async (services, sleep) =>
            {
                await services.Define(Web);
                await sleep(10);
                Assert.Equal(ServiceResult.Done, (await services.Start("web")).Result);
            },
            Scene.With(Trouble(5, ServiceTrouble.Hang, 30)));
        Assert.InRange(Assert.Single(events.OfType<ProcessStarted>()).Seconds(), 35, 35.01);
    }

    [Fact]
    public void An_end_in_a_hang_is_acted_on_afterwards()
    {
        IReadOnlyList<TraceEvent> events = Live(
            Only, Scene.With(Trouble(10, ServiceTrouble.Hang, 30), Scenes.Crash(20)));
        Assert.InRange(events.OfType<ProcessStarted>().Last().Seconds(), 41, 41.02);
    }

    [Fact]
    public void After_a_crash_it_adopts_what_runs_and_starts_what_does_not()
    {
        Scenario two = Scenes.Of(Scenes.Worker(), Scenes.Worker("db")) with
        {
            Services = new ServicesSetup(),
        };
        IReadOnlyList<TraceEvent> events = Live(
            async (services, sleep) =>
            {
                await StartIt(services);
                await services.Define(Web with { Name = "db" });
                await services.Start("db");
                await sleep(50);
                Assert.Equal(["db", "web"], (await services.List())!
                    .Where(status => status.IsAlive).Select(status => status.Unit).Order());
            },
            two.With(Trouble(10, ServiceTrouble.Crash, 20), Scenes.Crash(15)));
        Assert.Single(events.OfType<ProcessStarted>(), one => one.Unit == "db");
        Assert.InRange(
            events.OfType<ProcessStarted>().Last(one => one.Unit == "web").Seconds(), 31, 31.02);
    }

    [Theory]
    [InlineData(LostCall.Done, 1)]
    [InlineData(LostCall.NotDone, 0)]
    public void A_lost_call_is_not_answered_and_done_or_not(LostCall lost, int starts)
    {
        IReadOnlyList<TraceEvent> events = Live(
            async (services, sleep) =>
            {
                await services.Define(Web);
                await sleep(10);
                _ = services.Start("web").ContinueWith(
                    _ => Assert.Fail("it was answered"), TaskScheduler.Current);
                await sleep(60);
            },
            Scene.With(Scenes.At(5, new LoseServiceCalls(lost, 1))));
        Assert.Equal(starts, events.OfType<ProcessStarted>().Count());
        Assert.Single(events.OfType<ServiceCallLost>());
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    public void A_boot_starts_what_is_to_be_started_at_boot(bool startsAtBoot, int starts)
    {
        Scenario scene = Scene with
        {
            Services = new ServicesSetup { StartsAtBoot = startsAtBoot },
            Supervisor = new SupervisorSetup { StartsAtBoot = false },
        };
        IReadOnlyList<TraceEvent> events = Live(
            Only, scene.With(Scenes.At(30, new RebootMachine(TimeSpan.FromSeconds(5)))));
        Assert.Equal(starts, events.OfType<ProcessStarted>().Count());
        Assert.Single(events.OfType<SupervisorStarted>());
    }

    [Fact]
    public void A_unit_that_was_stopped_is_not_started_by_a_boot()
    {
        IReadOnlyList<TraceEvent> events = Live(
            async (services, sleep) =>
            {
                await StartIt(services);
                await services.Stop("web");
            },
            Scene.With(Scenes.At(30, new RebootMachine(TimeSpan.FromSeconds(5)))) with
            {
                Supervisor = new SupervisorSetup { StartsAtBoot = false },
            });
        Assert.Single(events.OfType<ProcessStarted>());
    }

    private static Task Only(IServiceManager services, Func<double, Task> sleep) =>
        StartIt(services);

    private static async Task StartIt(IServiceManager services)
    {
        await services.Define(Web);
        await services.Start("web");
    }

    private static PlannedFault Trouble(double at, ServiceTrouble trouble, double seconds) =>
        Scenes.At(at, new TroubleServices(trouble, TimeSpan.FromSeconds(seconds)));

    private static PlannedFault After(int start, double seconds) => new(
        new AfterStart("web", start, TimeSpan.FromSeconds(seconds)),
        new CrashWorker("web", ExitStatus.Code(1)));

    private static Scenario EarlyEnds(int times) => Scene.With(
        [.. Enumerable.Range(1, times).Select(start => After(start, 2))]);

    private static IReadOnlyList<TraceEvent> Live(
        Func<IServiceManager, Func<double, Task>, Task> body, Scenario? scene = null) =>
        Probe.Run(scene ?? Scene, probe => body(probe.Ports.Services!, probe.Sleep));
}
