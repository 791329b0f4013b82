using Harness.Properties.Machine;
using Harness.Reference.Lifecycle;
using Harness.Reference.Policies;
using Harness.Reference.Policies.Options;
using Harness.Reference.Ports;
using Harness.Reference.Supervising;
using Harness.Sim.Faults;
using Harness.Sim.Running;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;
using Xunit;

namespace Harness.Properties.Reference.Supervising;

/// <summary>
/// What a supervisor makes of the decisions of another one's policy. Every run is judged by all
/// oracles, so also by the one that replays the policy.
/// </summary>
public class LikeTests
{
    private static readonly PlannedFault Ask = Scenes.At(60, new AskSupervisor(ControlVerb.Status));

    private static readonly PlannedFault Reset =
        Scenes.At(70, new AskSupervisor(ControlVerb.Reset));

    private static Scenario Systemd(params LikeOption[] options) => Under("systemd", options);

    private static Scenario OnFailure =>
        Systemd(new("Restart", "on-failure"), new("StartLimitBurst", "2"),
            new("StartLimitIntervalSec", "1h"));

    private static Scenario Under(string system, params LikeOption[] options) => Scenes.Of(
        Scenes.Worker("web") with { Policy = new LikeOptions(system) { Options = options } },
        Scenes.Worker("db"));

    private static Scenario StopsWhenCrippled(Scenario scene) => scene with
    {
        Supervisor = new SupervisorSetup { WhenCrippled = WhenCrippled.Stop },
    };

    private static PlannedFault Exits(double seconds, int code) =>
        Scenes.At(seconds, new CrashWorker("web", ExitStatus.Code(code)));

    private static double[] Starts(RunRecord run) => [.. run.All<ProcessStarted>()
        .Where(one => one.Unit == "web").Select(one => one.Seconds())];

    private static WorkerCondition Told(RunRecord run) => Assert.Single(
        run.All<ConditionTold>(), one => one.Worker == "web").Condition;

    [Fact]
    public void A_worker_that_has_done_its_work_is_done_and_costs_nothing()
    {
        RunRecord run = StopsWhenCrippled(OnFailure).With(Exits(10, 0), Ask).Run();
        Assert.Equal(WorkerCondition.Done, Told(run));
        Logged done = Assert.Single(run.Said(LogCode.WorkerDone));
        Assert.Equal(("web", (long)RestartReason.CleanExit), (done.Subject, done.First));
        Assert.Empty(run.Said(LogCode.ErrorReported));
        Assert.Empty(run.Said(LogCode.InstabilityFound));
        Assert.Empty(run.Said(LogCode.InstanceEnding));
        Assert.Equal(["db"], run.Left());
    }

    [Fact]
    public void A_worker_that_is_done_is_started_again_when_a_person_asks()
    {
        RunRecord run = OnFailure.With(Exits(10, 0), Reset).Run();
        Assert.InRange(Starts(run)[1], 70, 70.05);
        Assert.Equal(["db", "web"], run.Left().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_worker_that_ended_badly_and_is_not_restarted_is_given_up_whatever_it_is_called()
    {
        Scenario scene = Under("otp", new LikeOption("restart", "temporary"));
        Assert.Equal(WorkerCondition.GivenUp, Told(scene.With(Exits(10, 1), Ask).Run()));
        Assert.Equal(WorkerCondition.Done, Told(scene.With(Exits(10, 0), Ask).Run()));
        RunRecord crippled = StopsWhenCrippled(scene).With(Exits(10, 1)).Run();
        Assert.Equal(
            (long)InstanceEnd.Crippled,
            Assert.Single(crippled.Said(LogCode.InstanceEnding)).First);
    }

    [Fact]
    public void An_exit_that_is_listed_as_final_is_no_failure() => Assert.Equal(
        WorkerCondition.Done,
        Told(Under("pm2", new LikeOption("stop_exit_codes", "3")).With(Exits(10, 3), Ask).Run()));

    [Fact]
    public void A_worker_over_its_start_limit_is_given_up_until_a_person_asks()
    {
        RunRecord run = OnFailure.With(Exits(10, 1), Exits(20, 1), Ask, Reset).Run();
        Assert.Equal(WorkerCondition.GivenUp, Told(run));
        Assert.InRange(Assert.Single(run.Said(LogCode.WorkerGivenUp)).Seconds(), 20.1, 20.2);
        Assert.Equal(3, Starts(run).Length);
        Assert.InRange(Starts(run)[2], 70, 70.05);
    }

    [Fact]
    public void A_paused_worker_is_started_when_a_person_asks()
    {
        PlannedFault[] crashes = [.. Enumerable.Range(0, 5).Select(n => Exits(10 + (2 * n), 1))];
        RunRecord run = Under(
            "circus", new("attempts", "2"), new("window", "10"), new("retry_in", "1000"))
            .With([.. crashes, Ask, Reset]).Run();
        Assert.Equal(WorkerCondition.Paused, Told(run));
        Assert.InRange(Starts(run)[^1], 70, 70.05);
    }

    [Fact]
    public void A_back_off_that_is_forgotten_is_not_cut_short_but_begins_anew()
    {
        // The first crash costs nothing, the second 10 s; the third would cost 20 s.
        RunRecord run = Under("kubelet").With(
            Exits(10, 1), Exits(65, 1), Reset, Exits(80, 1)).Run();
        Assert.Equal([10, 75, 90], Starts(run).Skip(1).Select(Math.Floor));
    }

    [Fact]
    public void A_worker_that_has_run_for_its_time_is_asked_to_end_and_started_again()
    {
        RunRecord run = Systemd(new("Restart", "always"), new("RuntimeMaxSec", "50"))
            .With(Scenes.Crash(20, "db")).Run();
        Logged[] over = run.Said(LogCode.WorkerOverran);
        Assert.Equal(2, over.Length);
        Assert.All(over, one => Assert.Equal((long)RestartReason.RuntimeLimit, one.First));
        Assert.InRange(over[0].Seconds(), 50, 50.2);
        SignalSent[] sent = run.All<SignalSent>();
        Assert.All(sent, one => Assert.Equal(("web", Signal.Term), (one.Unit, one.Signal)));
        Assert.Equal(
            ExitCause.Asked, run.All<ProcessExited>().First(one => one.Unit == "web").Cause);
        Assert.Equal(3, Starts(run).Length);
        Assert.Empty(run.Said(LogCode.InstabilityFound));
    }

    [Fact]
    public void The_policys_time_for_a_start_comes_before_the_supervisors_patience()
    {
        RunRecord run = Systemd(
            new("Type", "notify"), new("Restart", "always"), new("TimeoutStartSec", "5")).With(
            Scenes.At(9, new HangNextStart("web", StartStage.BeforeReady, 1)), Exits(10, 1)).Run();
        Logged over = Assert.Single(run.Said(LogCode.WorkerOverran));
        Assert.Equal((long)RestartReason.StartTimeout, over.First);
        Assert.InRange(over.Seconds(), 15.1, 15.3);
        Assert.Contains(run.All<SignalSent>(), one => one.Signal == Signal.Kill); // it hangs
        Assert.Equal(["db", "web"], run.Left().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_cannot_be_ended_in_time_is_tried_again()
    {
        Scenario scene = Systemd(new("Restart", "always"), new("RuntimeMaxSec", "30"));
        RunRecord run = (scene with
        {
            Workers =
            [
                scene.Workers[0] with { SilentAfter = TimeSpan.FromHours(1) }, scene.Workers[1],
            ],
        }).With(Scenes.At(29, new StickWorker("web", TimeSpan.FromSeconds(30)))).Run();
        Assert.Contains(run.Said(LogCode.ErrorReported), one => one.Subject == "web");
        Assert.InRange(Starts(run)[1], 59.1, 59.2);
    }

    [Fact]
    public void An_end_of_all_ends_every_worker_after_the_message_and_the_code_is_1()
    {
        RunRecord run = Under("otp", new LikeOption("intensity", "0")).With(Exits(10, 1)).Run();
        FatalWritten message = Assert.Single(run.All<FatalWritten>());
        Assert.Equal(
            (ErrorOrigin.Worker, ErrorKind.Exhausted, "web"),
            (message.Origin, message.Error, message.Subject));
        Assert.Equal(
            (long)InstanceEnd.Policy, Assert.Single(run.Said(LogCode.InstanceEnding)).First);
        SignalSent asked = Assert.Single(run.All<SignalSent>());
        Assert.Equal(("db", Signal.Term), (asked.Unit, asked.Signal));
        Assert.True(message.Index < asked.Index);
        Assert.Equal(Supervisor.ExitFatal, Assert.Single(run.All<SupervisorExited>()).Code);
        Assert.Empty(run.Left());
    }

    [Fact]
    public void An_end_of_all_that_an_optional_worker_wants_costs_that_worker()
    {
        Scenario scene = Under("otp", new LikeOption("intensity", "0"));
        RunRecord run = (scene with
        {
            Workers = [scene.Workers[0] with { IsOptional = true }, scene.Workers[1]],
        }).With(Exits(10, 1), Ask).Run();
        Assert.Equal(WorkerCondition.GivenUp, Told(run));
        Assert.Empty(run.All<FatalWritten>());
        Assert.Equal(["db"], run.Left());
    }

    [Fact]
    public void A_start_that_is_refused_is_the_policys_business()
    {
        RunRecord run = Systemd(new("Restart", "always"), new("RestartSec", "3")).With(
            Scenes.At(9, new RefuseStarts("web", 1, StartFailure.NoResources)), Exits(10, 1)).Run();
        Assert.InRange(Assert.Single(run.All<StartRefused>()).Seconds(), 13, 13.05);
        Assert.InRange(Starts(run)[1], 16, 16.1);
    }

    [Fact]
    public void Replicas_that_end_together_start_apart_and_a_run_that_is_made_again_is_the_same()
    {
        LikeOptions real = new("systemd")
        {
            Granularity = Granularity.Real,
            Options = [new("Restart", "always"), new("RestartSec", "2")],
        };
        Scenario scene = Scenes.Of([.. Enumerable.Range(1, 4).Select(
            n => Scenes.Worker($"web-{n}") with { Policy = real })])
            .With([.. Enumerable.Range(1, 4).Select(n => Scenes.Crash(10, $"web-{n}"))]);
        RunRecord run = scene.Run();
        double[] again = [.. run.All<ProcessStarted>()
            .Where(one => one.Incarnation == 2).Select(one => one.Seconds()).Order()];
        Assert.Equal(4, again.Length);
        Assert.All(again, one => Assert.InRange(one, 12, 12.3));
        Assert.True(again[^1] - again[0] > 0.05, $"{again[^1] - again[0]} s apart");
        Assert.Equal(run.Digest, scene.Run().Digest);
    }

    [Fact]
    public void What_runs_when_the_supervisor_comes_back_is_under_its_policy_again()
    {
        RunRecord run = Systemd(new("Restart", "always"), new("RestartSec", "4")).With(
            Scenes.At(10, new KillSupervisor()), Exits(20, 1)).Run();
        Assert.InRange(Starts(run)[1], 24, 24.1);
    }
}
