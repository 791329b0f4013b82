using Harness.Properties.Machine;
using Harness.Reference.Lifecycle;
using Harness.Reference.Options;
using Harness.Reference.Ports;
using Harness.Reference.Supervising;
using Harness.Sim.Faults;
using Harness.Sim.Kernel;
using Harness.Sim.Running;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;
using Xunit;

namespace Harness.Properties.Reference.Supervising;

/// <summary>The supervisor over an external service manager, and its look ahead.</summary>
public class ManagedTests
{
    private static readonly Scenario Scene =
        Scenes.Of(Scenes.Worker("web"), Scenes.Worker("db")) with
        {
            Services = new ServicesSetup(),
        };

    private static readonly Scenario Own = Scenes.Of(Scenes.Worker("web"), Scenes.Worker("db"));

    [Fact]
    public void Whatever_life_the_service_manager_has_started_is_adopted()
    {
        RunRecord run = Scene.With(Scenes.Crash(30)).Run();
        Assert.Equal(["web"], run.Said(LogCode.WorkerAdopted).Select(one => one.Subject));
        Assert.Empty(run.Said(LogCode.RestartDecided));
        Assert.Empty(run.Said(LogCode.InstabilityFound));
        Assert.Equal(["db", "web"], run.Left().Order());
    }

    [Fact]
    public void A_life_that_nobody_told_of_is_adopted_by_the_next_look_and_costs_nothing()
    {
        RunRecord run = Scene.With(
            Trouble(20, ServiceTrouble.DropWatch, 60), Scenes.Crash(30)).Run();
        Assert.InRange(Assert.Single(run.Said(LogCode.WorkerAdopted)).Seconds(), 31, 41);
        Assert.Empty(run.Said(LogCode.InstabilityFound));
    }

    [Fact]
    public void A_kill_at_every_step_of_every_call_of_a_start_is_survived()
    {
        int kills = 0;
        for (int call = 0; call < 40; call++)
        {
            foreach (PortMoment moment in Enum.GetValues<PortMoment>())
            {
                RunRecord run = Scene.With(new PlannedFault(
                    new AtCall(1, call, moment), new KillSupervisor())).Run((ulong)call + 1);
                Assert.Equal(["db", "web"], run.Left().Order());
                kills += run.All<SupervisorKilled>().Length;
            }
        }

        Assert.Equal(120, kills);
    }

    [Fact]
    public void A_given_up_worker_is_repaired_on_the_budget_three_times_and_then_it_is_fatal()
    {
        RunRecord run = (Scene.With([.. Enumerable.Range(1, 16).Select(EarlyEnd)]) with
        {
            RunFor = TimeSpan.FromMinutes(5),
        }).Run();
        Assert.Equal(3, run.Said(LogCode.RepairDone).Length);
        Assert.All(run.Said(LogCode.InstabilityFound), found =>
            Assert.Equal(("web", (long)Instability.GivenUp), (found.Subject, found.First)));
        FatalWritten fatal = Assert.Single(run.All<FatalWritten>());
        Assert.Equal((ErrorKind.Exhausted, "web"), (fatal.Error, fatal.Subject));
        Assert.Equal(["db"], run.Left());
    }

    [Fact]
    public void A_reset_starts_a_worker_that_was_given_up()
    {
        RunRecord run = Optional(4).With(
            Scenes.At(60, new AskSupervisor(ControlVerb.Reset))).Run();
        Assert.Single(run.Said(LogCode.WorkerDisabled));
        Assert.InRange(run.All<ProcessStarted>()[^1].Seconds(), 60, 60.03);
        Assert.Equal(["db", "web"], run.Left().Order());
    }

    [Fact]
    public void An_optional_worker_that_was_given_up_stays_down_until_a_person_asks()
    {
        RunRecord run = Optional(4).Run();
        Logged disabled = Assert.Single(run.Said(LogCode.WorkerDisabled));
        Assert.Equal(
            ("web", (long)Instability.GivenUp), (disabled.Subject, disabled.First));
        Assert.Empty(run.Said(LogCode.InstabilityFound));
        Assert.Equal(["db"], run.Left());
    }

    [Fact]
    public void An_optional_worker_that_hangs_is_replaced_off_the_budget()
    {
        Scenario scene = Scenes.Of(
            Scenes.Worker("web") with { IsOptional = true }, Scenes.Worker("db"));
        RunRecord run = scene.With(Scenes.At(10, new HangWorker("web"))).Run();
        Assert.Empty(run.Said(LogCode.InstabilityFound));
        Assert.Empty(run.Said(LogCode.WorkerDisabled));
        Assert.Equal(["db", "web"], run.Left().Order());
    }

    [Theory]
    [InlineData(8, 0)]
    [InlineData(25, 1)]
    public void A_service_manager_that_is_not_there_for_less_than_a_repair_takes_is_borne(
        double seconds, int exits)
    {
        RunRecord run = Scene.With(Trouble(30, ServiceTrouble.Unreachable, seconds)).Run();
        Logged found = Assert.Single(run.Said(LogCode.InstabilityFound));
        Assert.Equal(
            ("services", (long)Instability.Unreachable), (found.Subject, found.First));
        Assert.Equal(exits, run.All<SupervisorExited>().Length);
        Assert.Equal(["db", "web"], run.Left().Order());
    }

    [Fact]
    public void A_start_over_a_service_manager_that_is_not_there_is_fatal()
    {
        RunRecord run = Scene.With(Trouble(0, ServiceTrouble.Unreachable, 60)).Run();
        FatalWritten fatal = Assert.Single(run.All<FatalWritten>());
        Assert.Equal((Phase.Starting, ErrorOrigin.Services), (fatal.Phase, fatal.Origin));
    }

    [Theory]
    [InlineData(Profile.Default, 9, 1, 0)]
    [InlineData(Profile.Knot, 9, 1, 0)]
    [InlineData(Profile.Squid, 1, 0, 1)]
    public void A_full_disk_is_on_the_budget_or_only_told_of_by_profile(
        Profile profile, int writes, int counted, int told)
    {
        IReadOnlyList<TraceEvent> events = Live(
            Own.With(FullFor(writes)), options => options with { Profile = profile });
        Assert.Equal((counted, counted, told, told), (
            Count(events, LogCode.InstabilityFound), Count(events, LogCode.RepairDone),
            Count(events, LogCode.AheadFound), Count(events, LogCode.AheadOver)));
        Assert.Empty(events.OfType<FatalWritten>());
    }

    [Fact]
    public void A_disk_that_stays_full_is_fatal_and_leaves_the_workers()
    {
        RunRecord run = Own.With(FullFor(99)).Run();
        Assert.Equal(
            (ErrorOrigin.Watchdog, "state"),
            (run.All<FatalWritten>()[0].Origin, run.All<FatalWritten>()[0].Subject));
        Assert.Equal(["web", "db"], run.Left());
    }

    [Fact]
    public void The_disk_is_probed_every_thirty_seconds_and_the_probe_is_gone()
    {
        RunRecord run = Own.Run(); // two minutes, and the first probe is not at the start
        PortCalled[] probes =
        [
            .. run.All<PortCalled>().Where(call =>
                call.Subject.EndsWith("/probe", StringComparison.Ordinal)),
        ];
        Assert.Equal(
            ["write", "delete", "write", "delete", "write", "delete"],
            probes.Select(call => call.Operation));
        Assert.InRange(probes[2].Seconds() - probes[0].Seconds(), 30, 35.1);
    }

    [Theory]
    [InlineData(Profile.Default, 0, 1, 0)]
    [InlineData(Profile.Knot, 1, 0, 1)]
    [InlineData(Profile.Squid, 0, 1, 0)]
    public void An_unreadable_configuration_file_is_told_of_once_or_fatal_by_profile(
        Profile profile, int counted, int told, int fatal)
    {
        IReadOnlyList<TraceEvent> events = Live(Own, options => options with
        {
            Profile = profile,
            Document = new ConfigDocument("text"), // whose file is not there
        });
        Assert.Equal((counted, told, fatal), (
            Count(events, LogCode.InstabilityFound), Count(events, LogCode.AheadFound),
            events.OfType<FatalWritten>().Count()));
    }

    [Fact]
    public void Without_a_document_no_configuration_file_is_looked_for() => Assert.DoesNotContain(
        Own.Run().All<PortCalled>(),
        call => call.Subject.EndsWith(".yaml", StringComparison.Ordinal));

    private static PlannedFault Trouble(double at, ServiceTrouble trouble, double seconds) =>
        Scenes.At(at, new TroubleServices(trouble, TimeSpan.FromSeconds(seconds)));

    private static PlannedFault FullFor(int writes) =>
        Scenes.At(20, new FailFiles(FileOperation.Write, FileError.NoSpace, writes));

    private static PlannedFault EarlyEnd(int start) => new(
        new AfterStart("web", start, TimeSpan.FromSeconds(2)),
        new CrashWorker("web", ExitStatus.Code(1)));

    private static Scenario Optional(int earlyEnds) =>
        (Scenes.Of(Scenes.Worker("web") with { IsOptional = true }, Scenes.Worker("db")) with
        {
            Services = new ServicesSetup(),
        }).With([.. Enumerable.Range(1, earlyEnds).Select(EarlyEnd)]);

    private static int Count(IReadOnlyList<TraceEvent> events, LogCode code) =>
        events.OfType<Logged>().Count(entry => entry.Code == code);

    private static IReadOnlyList<TraceEvent> Live(
        Scenario scene, Func<SupervisorOptions, SupervisorOptions> change) =>
        Probe.Run(scene, async probe =>
        {
            var supervisor = new Supervisor(change(ScenarioRunner.OptionsOf(scene)));
            await supervisor.Run(probe.Ports, CancellationToken.None);
        });
}
