using Harness.Properties.Machine;
using Harness.Reference.Policies.Options;
using Harness.Reference.Ports;
using Harness.Reference.Supervising;
using Harness.Sim.Faults;
using Harness.Sim.Running;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;
using Xunit;

namespace Harness.Properties.Reference.Supervising;

public class RunningTests
{
    private static readonly Scenario Scene = Scenes.Of(Scenes.Worker("web"), Scenes.Worker("db"));

    private static readonly Scenario HintsLost = Scene.With(
        Scenes.At(1, new TroubleHints("web", HintTrouble.Lost, TimeSpan.Zero, 99)));

    [Fact]
    public void A_crashed_worker_is_started_again_within_milliseconds()
    {
        RunRecord run = Scene.With(Scenes.Crash(10)).Run();
        ProcessStarted again = Assert.Single(
            run.All<ProcessStarted>(), one => one.Incarnation == 2);
        Assert.InRange(again.Seconds(), 10, 10.03);
    }

    [Fact]
    public void A_crash_that_was_noticed_costs_nothing_of_the_budget() =>
        Assert.Empty(Scene.With(Scenes.Crash(10)).Run().Said(LogCode.InstabilityFound));

    [Fact]
    public void A_delayed_restart_comes_after_exactly_its_delay()
    {
        Scenario scene = Scenes.Of(
            Scenes.Worker() with { Policy = new AlwaysOptions(TimeSpan.FromSeconds(7)) });
        RunRecord run = scene.With(Scenes.Crash(10)).Run();
        Assert.InRange(run.All<ProcessStarted>()[1].Seconds(), 17, 17.02);
    }

    [Fact]
    public void A_refused_restart_is_tried_again()
    {
        Scenario scene = Scenes.Of(
            Scenes.Worker() with { Policy = new AlwaysOptions(TimeSpan.FromSeconds(1)) });
        RunRecord run = scene.With(
            Scenes.At(9, new RefuseStarts("web", 3, StartFailure.NoResources)),
            Scenes.Crash(10)).Run();
        Assert.Equal(3, run.All<StartRefused>().Length);
        Assert.Equal(["web"], run.Left());
    }

    [Fact]
    public void A_lost_hint_is_made_up_for_by_the_watchdog()
    {
        RunRecord run = HintsLost.With(Scenes.Crash(10)).Run();
        Logged found = Assert.Single(run.Said(LogCode.InstabilityFound));
        Assert.Equal(("web", (long)Instability.Missing), (found.Subject, found.First));
        Assert.Single(run.Said(LogCode.RepairDone));
        Assert.Equal(["db", "web"], run.Left());
    }

    [Theory]
    [InlineData(HintTrouble.Late)]
    [InlineData(HintTrouble.Doubled)]
    public void A_late_or_doubled_hint_starts_nothing_twice(HintTrouble trouble)
    {
        RunRecord run = Scene.With(
            Scenes.At(1, new TroubleHints("web", trouble, TimeSpan.FromSeconds(9), 1)),
            Scenes.Crash(10)).Run();
        Assert.Equal(2, run.All<ProcessStarted>().Count(one => one.Unit == "web"));
    }

    [Fact]
    public void A_hung_worker_is_killed_and_replaced()
    {
        RunRecord run = Scene.With(Scenes.At(10, new HangWorker("web"))).Run();
        ProcessExited ended = Assert.Single(run.All<ProcessExited>());
        Assert.Equal(("web", ExitCause.Killed), (ended.Unit, ended.Cause));
        Assert.InRange(ended.Seconds(), 24, 32);
        Assert.Equal(["db", "web"], run.Left());
    }

    [Fact]
    public void Three_errors_are_repaired()
    {
        RunRecord run = Errors(3).Run();
        Assert.Equal(3, run.Said(LogCode.RepairDone).Length);
        Assert.Empty(run.All<SupervisorExited>());
    }

    [Fact]
    public void The_fourth_error_is_fatal_and_leaves_the_other_worker_serving()
    {
        RunRecord run = Errors(4).Run();
        Assert.Equal(3, run.Said(LogCode.RepairDone).Length);
        FatalWritten fatal = Assert.Single(run.All<FatalWritten>());
        Assert.Equal(
            (Phase.Running, ErrorOrigin.Watchdog, ErrorKind.Exhausted),
            (fatal.Phase, fatal.Origin, fatal.Error));
        Assert.Equal(1, Assert.Single(run.All<SupervisorExited>()).Code);
        Assert.Equal(["db"], run.Left());
    }

    [Fact]
    public void An_interval_without_errors_makes_room_for_one_more()
    {
        Scenario scene = Errors(4) with
        {
            Supervisor = new SupervisorSetup { DecreaseEvery = TimeSpan.FromSeconds(65) },
        };
        Assert.Equal(4, scene.Run().Said(LogCode.RepairDone).Length);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_budget_outlives_a_kill_and_a_reboot(bool reboots)
    {
        Fault between = reboots ? new RebootMachine(TimeSpan.FromSeconds(1)) : new KillSupervisor();
        RunRecord run = Errors(4).With(Scenes.At(75, between)).Run();
        Assert.Equal((3, 1), (run.Said(LogCode.SupervisorStarting)[1].First,
            run.Said(LogCode.SupervisorStarting)[1].Second));
        Assert.Equal(3, run.Said(LogCode.RepairDone).Length);
        Assert.Single(run.Said(LogCode.BudgetSpent));
    }

    [Fact]
    public void State_that_cannot_be_saved_is_fatal_before_the_repair()
    {
        RunRecord run = HintsLost.With(
            Scenes.At(9, new FailFiles(FileOperation.Sync, FileError.Device, 1)),
            Scenes.Crash(10)).Run();
        Assert.Equal(ErrorOrigin.State, Assert.Single(run.All<FatalWritten>()).Origin);
        Assert.Empty(run.Said(LogCode.RepairBegun));
    }

    [Fact]
    public void The_fifth_short_life_pauses_a_kid_and_the_others_serve_on()
    {
        RunRecord run = ShortLives(5).Run();
        Logged paused = Assert.Single(run.Said(LogCode.WorkerPaused));
        Assert.Equal(("web", 5), (paused.Subject, paused.Second));
        Assert.Equal(["db"], run.Left());
    }

    [Fact]
    public void The_fourth_short_life_does_not_pause_a_kid() =>
        Assert.Equal(["db", "web"], ShortLives(4).Run().Left().Order());

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_reset_or_hup_revives_a_paused_kid_at_once(bool isSignal)
    {
        Fault reset = isSignal
            ? new SignalSupervisor(Signal.Hup)
            : new AskSupervisor(ControlVerb.Reset);
        RunRecord run = ShortLives(5).With(Scenes.At(60, reset)).Run();
        Assert.InRange(run.All<ProcessStarted>()[^1].Seconds(), 60, 60.03);
        Assert.Equal(["db", "web"], run.Left().Order());
    }

    [Fact]
    public void A_reset_at_any_moment_around_a_short_life_is_judged_right()
    {
        for (int crash = 1; crash <= 5; crash++)
        {
            for (int tenths = -20; tenths <= 120; tenths++)
            {
                // Enough short lives after the reset for another pause, or almost.
                Scenario scene = ShortLives(9).With(Scenes.At(
                    1 + crash + (tenths / 10_000.0), new SignalSupervisor(Signal.Hup)));
                Assert.NotEmpty(scene.Run((ulong)crash).Said(LogCode.WorkerExited));
            }
        }
    }

    [Fact]
    public void A_paused_kid_is_revived_after_an_hour()
    {
        RunRecord run = (ShortLives(5) with { RunFor = TimeSpan.FromMinutes(65) }).Run();
        double paused = run.All<ProcessExited>()[^1].Seconds();
        Assert.InRange(run.All<ProcessStarted>()[^1].Seconds() - paused, 3600, 3600.05);
        Assert.Single(run.Said(LogCode.WorkerRevived));
    }

    [Fact]
    public void Stepping_the_wall_clock_changes_nothing()
    {
        RunRecord run = ShortLives(5).With(
            Scenes.At(3, new StepWallClock(TimeSpan.FromDays(2))),
            Scenes.At(50, new StepWallClock(TimeSpan.FromDays(-9)))).Run();
        Assert.Single(run.Said(LogCode.WorkerPaused));
        Assert.Equal(2, run.All<WallStepped>().Length);
    }

    [Fact]
    public void A_request_for_status_is_answered()
    {
        RunRecord run = Scene.With(Scenes.At(10, new AskSupervisor(ControlVerb.Status))).Run();
        RequestAnswered answer = Assert.Single(run.All<RequestAnswered>());
        Assert.Equal((1, ControlResult.Accepted), (answer.Id, answer.Result));
    }

    [Fact]
    public void The_same_seed_gives_the_same_digest_and_another_seed_another_one()
    {
        Scenario scene = ShortLives(5).With(Scenes.At(9.5, new KillSupervisor()));
        Assert.Equal(scene.Run(7).Digest, scene.Run(7).Digest);
        Assert.NotEqual(scene.Run(7).Digest, scene.Run(8).Digest);
    }

    private static Scenario Errors(int times) => HintsLost.With(
        [.. Enumerable.Range(0, times).Select(number => Scenes.Crash(10 + (25 * number)))]);

    private static Scenario ShortLives(int times) => Scenes
        .Of(Scenes.Kid("web"), Scenes.Worker("db"))
        .With([.. Enumerable.Range(0, times).Select(number => Scenes.Crash(2 + number))]);
}
