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

public class RecoveryTests
{
    private static readonly Scenario Scene = Scenes.Of(Scenes.Worker("web"), Scenes.Worker("db"));

    private static readonly Scenario Cached = Scene with
    {
        Clients = new ClientSetup(
            3, new(TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(50))),
        Cache = new CacheSetup
        {
            Keys = 50, // more than there is room for: something is always being written
            Slots = 8,
            WriteIn = LatencyRange.Exactly(TimeSpan.FromMilliseconds(500)),
        },
    };

    private static readonly Scenario EndsAtDeath = Scene with
    {
        Supervisor = new SupervisorSetup { OnWorkerDeath = OnWorkerDeath.End },
    };

    private static readonly Scenario StopsWhenCrippled =
        Scenes.Of(Scenes.Kid("web"), Scenes.Worker("db")) with
        {
            Supervisor = new SupervisorSetup { WhenCrippled = WhenCrippled.Stop },
        };

    [Fact]
    public void A_worker_that_asks_for_it_is_killed_at_once_and_started_again()
    {
        RunRecord run = Cached.With(Scenes.At(10, new CorruptWorker("web"))).Run();
        IntegrityReported report = Assert.Single(run.All<IntegrityReported>());
        SignalSent sent = Assert.Single(run.All<SignalSent>());
        Assert.Equal(("web", Signal.Kill), (sent.Unit, sent.Signal));
        Assert.InRange(sent.Seconds() - report.Seconds(), 0, 0.03);
        Assert.Equal(["db", "web"], run.Left().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_report_is_logged_with_what_it_asks_for_and_because_of_what()
    {
        RunRecord run = Cached.With(Scenes.At(10, new CorruptWorker("web"))).Run();
        Logged told = Assert.Single(run.Said(LogCode.WorkerReported));
        Assert.Equal(
            ("web", (long)Rung.RestartKid, (long)IntegrityKind.WorkerFault),
            (told.Subject, told.First, told.Second));
    }

    [Fact]
    public void A_report_whose_hint_was_lost_is_found_on_the_list_by_the_watchdog()
    {
        RunRecord run = Cached.With(
            Scenes.At(1, new TroubleHints("web", HintTrouble.Lost, TimeSpan.Zero, 1)),
            Scenes.At(10.5, new CorruptWorker("web"))).Run();
        double asked = Assert.Single(run.All<IntegrityReported>()).Seconds();
        Assert.InRange(Assert.Single(run.All<SignalSent>()).Seconds() - asked, 0.1, 5.1);
    }

    [Fact]
    public void A_report_to_a_dead_supervisor_is_heeded_by_the_next_one()
    {
        RunRecord run = Cached.With(
            Scenes.At(10, new KillSupervisor()), Scenes.At(10.1, new CorruptWorker("web"))).Run();
        SignalSent sent = Assert.Single(run.All<SignalSent>());
        Assert.InRange(sent.Seconds(), 11, 12);
    }

    [Fact]
    public void What_a_dead_worker_held_is_given_back_when_its_last_write_is_over()
    {
        RunRecord run = Cached.With(Scenes.Crash(10)).Run();
        HoldingsReleased given = Assert.Single(run.All<HoldingsReleased>());
        WriteDone[] late = [.. run.All<WriteDone>()
            .Where(one => one.Unit == "web" && one.Incarnation == 1 && one.Seconds() > 10)];
        Assert.NotEmpty(late);
        Assert.True(given.Index > late[^1].Index);
        Assert.Equal(0, given.InFlight);
        Assert.True(given.Locks >= late.Length);
    }

    [Fact]
    public void A_write_that_does_not_come_to_its_end_leaks_is_reported_once_and_given_back_later()
    {
        RunRecord run = Cached.With(
            Scenes.At(9, new StallWrites(TimeSpan.FromSeconds(30))), Scenes.Crash(10)).Run();
        Logged leaked = Assert.Single(run.Said(LogCode.HoldingsLeaked));
        Assert.InRange(leaked.Seconds(), 15, 15.5);
        Assert.True(leaked.First > 0 && leaked.Second > 0);
        Assert.InRange(Assert.Single(run.All<HoldingsReleased>()).Seconds(), 39, 45);
    }

    [Fact]
    public void What_died_while_no_supervisor_lived_is_reaped_by_the_next_one()
    {
        RunRecord run = Cached.With(Scenes.At(9.9, new KillSupervisor()), Scenes.Crash(10)).Run();
        Assert.InRange(Assert.Single(run.All<HoldingsReleased>()).Seconds(), 10.9, 12);
    }

    [Fact]
    public void Nothing_is_asked_of_a_cache_that_is_not_there() => Assert.DoesNotContain(
        Scene.With(Scenes.Crash(10)).Run().All<PortCalled>(), call => call.Port == "cache");

    [Fact]
    public void Under_end_a_death_ends_every_worker_after_the_message_and_the_code_is_1()
    {
        RunRecord run = EndsAtDeath.With(Scenes.Crash(10)).Run();
        FatalWritten message = Assert.Single(run.All<FatalWritten>());
        Assert.Equal(
            (ErrorOrigin.Worker, ErrorKind.Missing, "web"),
            (message.Origin, message.Error, message.Subject));
        SignalSent asked = Assert.Single(run.All<SignalSent>());
        Assert.Equal(("db", Signal.Term), (asked.Unit, asked.Signal));
        Assert.True(message.Index < asked.Index);
        Assert.Equal(
            Supervisor.ExitFatal, Assert.Single(run.All<SupervisorExited>()).Code);
        Assert.Empty(run.Left());
    }

    [Fact]
    public void Under_end_a_stop_that_was_asked_for_is_no_death()
    {
        RunRecord run = EndsAtDeath.With(Scenes.Term(10)).Run();
        Assert.Empty(run.All<FatalWritten>());
        Assert.Equal(
            Supervisor.ExitOrderly, Assert.Single(run.All<SupervisorExited>()).Code);
    }

    [Fact]
    public void Under_stop_four_short_lives_end_nothing_and_the_fifth_ends_the_instance()
    {
        PlannedFault[] crashes = [.. Enumerable.Range(1, 5).Select(n => Scenes.Crash(2 * n))];
        Assert.Empty(StopsWhenCrippled.With(crashes[..4]).Run().All<FatalWritten>());
        RunRecord run = StopsWhenCrippled.With(crashes).Run();
        Assert.Equal(ErrorKind.Exhausted, Assert.Single(run.All<FatalWritten>()).Error);
        Assert.Equal(
            (long)InstanceEnd.Crippled, Assert.Single(run.Said(LogCode.InstanceEnding)).First);
        Assert.Empty(run.Left());
    }

    [Fact]
    public void What_all_share_ends_the_instance_whatever_the_options_say()
    {
        RunRecord run = Cached.With(Scenes.At(10, new CorruptIndex())).Run();
        Assert.Equal(
            (long)InstanceEnd.Integrity, Assert.Single(run.Said(LogCode.InstanceEnding)).First);
        Assert.Equal(
            Supervisor.ExitFatal, Assert.Single(run.All<SupervisorExited>()).Code);
        Assert.Empty(run.Left());
    }

    [Fact]
    public void An_optional_worker_is_no_part_of_what_must_be_whole()
    {
        WorkerOptions needed = ScenarioRunner.OptionsOf(Scene).Workers[0];
        WorkerOptions optional = needed with { IsOptional = true };
        SupervisorOptions strict = ScenarioRunner.OptionsOf(Scene) with
        {
            OnWorkerDeath = OnWorkerDeath.End, WhenCrippled = WhenCrippled.Stop,
        };
        SupervisorOptions usual = ScenarioRunner.OptionsOf(Scene);
        Assert.Equal(
            [true, false, false, false],
            [
                WorkerLoss.EndsWhenDead(strict, needed), WorkerLoss.EndsWhenDead(strict, optional),
                WorkerLoss.EndsWhenDead(usual, needed), WorkerLoss.EndsWhenDead(usual, optional),
            ]);
        Assert.Equal(
            [true, false, false, false],
            [
                WorkerLoss.EndsWhenCrippled(strict, needed),
                WorkerLoss.EndsWhenCrippled(strict, optional),
                WorkerLoss.EndsWhenCrippled(usual, needed),
                WorkerLoss.EndsWhenCrippled(usual, optional),
            ]);
    }

    [Fact]
    public void Only_what_a_worker_cannot_do_itself_is_heeded()
    {
        Assert.Equal(
            [Rung.RestartKid, Rung.PauseKid, Rung.EndInstance],
            Enum.GetValues<Rung>().Where(rung => WorkerLoss.IsAskedFor(Status with
            {
                Report = new IntegrityReport(rung, IntegrityKind.WorkerFault, ""),
            })));
        Assert.False(WorkerLoss.IsAskedFor(Status));
    }

    [Fact]
    public void A_holder_is_known_by_its_whole_identity_and_not_by_its_pid()
    {
        var holding = new CacheHolding("web", Status.Identity, 1, 0, 0);
        ProcessIdentity later = Status.Identity with { StartedAt = new(5) };
        Assert.False(Reaper.IsDead(holding, [Status]));
        Assert.True(Reaper.IsDead(holding, [Status with { Identity = later }]));
        Assert.True(Reaper.IsDead(holding, [Status with { State = ProcessState.Exited }]));
        Assert.True(Reaper.IsDead(holding, []));
    }

    private static ProcessStatus Status => new(
        "web", new ProcessIdentity(100, new(1), new BootId("boot-1")), ProcessState.Ready,
        new(1), new(0), ExitStatus.Unknown);
}
