using Harness.Properties.Machine;
using Harness.Reference.Lifecycle;
using Harness.Reference.Policies.Groups;
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
/// What a supervisor makes of the policy of a group. Every run is judged by all oracles, so also by
/// the one that replays the policy.
/// </summary>
public class GroupTests
{
    private static readonly string[] Names = ["a", "b", "c"];

    private static readonly PlannedFault Ask = Scenes.At(60, new AskSupervisor(ControlVerb.Status));

    private static readonly PlannedFault Reset =
        Scenes.At(70, new AskSupervisor(ControlVerb.Reset));

    /// <summary>Three workers under one supervisor of OTP.</summary>
    internal static Scenario Otp(string strategy, string restart = "permanent") => Of(
        new GroupOptions("tree", "otp")
        {
            Options = [new("strategy", strategy), new("intensity", "2"), new("period", "10")],
            Members =
            [
                .. Names.Select(name => new MemberSetting(name)
                {
                    Options = [new("restart", restart)],
                }),
            ],
        });

    private static Scenario Systemd(string need) => Of(new GroupOptions("units", "systemd")
    {
        Members =
        [
            new MemberSetting("a") { Options = [new("Restart", "always"), new("RestartSec", "1")] },
            new MemberSetting("b")
            {
                Options = [new("Restart", "always"), new(need, "a"), new("StartLimitBurst", "2"),
                    new("StartLimitIntervalSec", "1h")],
            },
            new MemberSetting("c"),
        ],
    });

    private static Scenario Of(GroupOptions group) =>
        Scenes.Of([.. group.Members.Select(member =>
            Scenes.Worker(member.Worker) with { Policy = MemberOptions.Usual })]) with
        {
            Groups = [group],
        };

    private static string[] Units<T>(IEnumerable<T> events, Func<T, string> unit) =>
        [.. events.Select(unit)];

    private static ProcessStarted[] Again(RunRecord run) =>
        [.. run.All<ProcessStarted>().Where(one => one.Incarnation > 1)];

    private static string[] StartedAgain(RunRecord run) => Units(Again(run), one => one.Unit);

    private static string[] Stopped(RunRecord run) =>
        Units(run.Said(LogCode.WorkerStopped), one => one.Subject);

    private static WorkerCondition Told(RunRecord run, string worker) => Assert.Single(
        run.All<ConditionTold>(), one => one.Worker == worker).Condition;

    [Fact]
    public void One_for_all_ends_the_siblings_from_the_last_and_starts_all_from_the_first()
    {
        RunRecord run = Otp("one_for_all").With(Scenes.Crash(10, "b")).Run();
        Assert.Equal(["c", "a"], Stopped(run));
        Assert.Equal(Names, StartedAgain(run));
        Assert.All(Again(run), one => Assert.InRange(one.Seconds(), 10.1, 10.3));
        Assert.Empty(run.Said(LogCode.InstabilityFound));
        Assert.Equal(Names, run.Left());
    }

    [Fact]
    public void Rest_for_one_spares_those_before_it()
    {
        RunRecord run = Otp("rest_for_one").With(Scenes.Crash(10, "b")).Run();
        Assert.Equal(["c"], Stopped(run));
        Assert.Equal(["b", "c"], StartedAgain(run));
        Assert.Equal(Names, run.Left());
    }

    [Fact]
    public void One_for_one_starts_one_and_all_share_the_intensity()
    {
        RunRecord run = Otp("one_for_one")
            .With(Scenes.Crash(10, "a"), Scenes.Crash(12, "b"), Scenes.Crash(14, "c")).Run();
        Assert.Equal(["a", "b"], StartedAgain(run));
        Assert.Empty(run.Left());
    }

    [Fact]
    public void One_restart_too_many_ends_the_supervisor_and_the_message_comes_first()
    {
        RunRecord run = Otp("one_for_all").With(
            Scenes.Crash(10, "a"), Scenes.Crash(13, "c"), Scenes.Crash(16, "b")).Run();
        FatalWritten message = Assert.Single(run.All<FatalWritten>());
        Assert.Equal(
            (ErrorOrigin.Worker, ErrorKind.Exhausted, "tree"),
            (message.Origin, message.Error, message.Subject));
        Assert.Equal(
            (long)InstanceEnd.Group, Assert.Single(run.Said(LogCode.InstanceEnding)).First);
        Assert.All(run.All<SignalSent>().Where(one => one.Seconds() > 16), sent =>
            Assert.True(message.Index < sent.Index));
        Assert.Equal(Supervisor.ExitFatal, Assert.Single(run.All<SupervisorExited>()).Code);
        Assert.Empty(run.Left());
    }

    [Fact]
    public void A_transient_child_that_exits_with_0_is_done_until_a_person_asks()
    {
        RunRecord run = Otp("one_for_all", "transient").With(
            Scenes.At(10, new CrashWorker("b", ExitStatus.Code(0))), Ask, Reset).Run();
        Assert.Equal(WorkerCondition.Done, Told(run, "b"));
        Assert.Equal(["b"], StartedAgain(run));
        Assert.InRange(Again(run)[0].Seconds(), 70, 70.1);
    }

    [Fact]
    public void A_temporary_sibling_that_is_ended_with_the_others_is_given_up()
    {
        Scenario scene = Otp("one_for_all");
        RunRecord run = (scene with
        {
            Groups =
            [
                scene.Groups[0] with
                {
                    Members =
                    [
                        new MemberSetting("a"), new MemberSetting("b"),
                        new MemberSetting("c") { Options = [new("restart", "temporary")] },
                    ],
                },
            ],
        }).With(Scenes.Crash(10, "a"), Ask).Run();
        Assert.Equal(["c", "b"], Stopped(run));
        Assert.Equal(["a", "b"], StartedAgain(run));
        Assert.Equal(WorkerCondition.GivenUp, Told(run, "c"));
    }

    [Fact]
    public void A_start_that_is_refused_is_tried_again_by_the_group()
    {
        RunRecord run = Otp("one_for_all").With(
            Scenes.At(9, new RefuseStarts("b", 1, StartFailure.NoResources)),
            Scenes.Crash(10, "a")).Run();
        Assert.Single(run.All<StartRefused>());
        Assert.Equal(["a", "a", "b", "c"], StartedAgain(run));
        Assert.Equal(["a", "b", "c"], run.Left());
    }

    [Fact]
    public void A_sibling_that_does_not_end_is_killed_when_the_policy_says_so()
    {
        Scenario scene = Otp("one_for_all");
        RunRecord run = (scene with
        {
            Workers = [.. scene.Workers.Select(worker => worker.Name == "c"
                ? worker with { IgnoresTerm = true, Grace = TimeSpan.FromMinutes(1) }
                : worker)],
        }).With(Scenes.Crash(10, "a")).Run();
        SignalSent kill = Assert.Single(run.All<SignalSent>(), one => one.Signal == Signal.Kill);
        Assert.Equal("c", kill.Unit);
        Assert.InRange(kill.Seconds(), 15, 15.1);
        Assert.Empty(run.Said(LogCode.InstabilityFound));
    }

    [Fact]
    public void A_unit_that_requires_another_one_is_restarted_with_it_until_its_own_limit()
    {
        RunRecord run = Systemd("Requires").With(
            Scenes.Crash(10, "a"), Scenes.Crash(20, "a"), Scenes.Crash(30, "a"), Ask).Run();
        Assert.Equal(["a", "b", "a", "a"], StartedAgain(run));
        Assert.Equal(WorkerCondition.GivenUp, Told(run, "b"));
        Assert.Equal(WorkerCondition.Serving, Told(run, "a"));
        Assert.Equal(["c", "a"], run.Left());
    }

    [Fact]
    public void A_unit_that_is_bound_to_another_one_goes_with_it_and_is_given_up()
    {
        RunRecord run = Systemd("BindsTo").With(Scenes.Crash(10, "a"), Ask, Reset).Run();
        Assert.Equal(["b"], Stopped(run));
        Assert.Equal(WorkerCondition.GivenUp, Told(run, "b"));
        Assert.Equal(["a", "b"], StartedAgain(run));
        Assert.InRange(Again(run)[1].Seconds(), 70, 70.1);
    }

    [Fact]
    public void A_worker_without_a_group_is_left_as_it_is()
    {
        Scenario scene = Otp("one_for_all");
        RunRecord run = (scene with { Workers = [.. scene.Workers, Scenes.Worker("d")] })
            .With(Scenes.Crash(10, "a"), Scenes.Crash(20, "d")).Run();
        Assert.Equal([.. Names, "d"], StartedAgain(run));
    }

    [Fact]
    public void A_run_that_is_made_again_is_the_same()
    {
        Scenario scene = Otp("one_for_all").With(Scenes.Crash(10, "b"));
        Assert.Equal(scene.Run().Digest, scene.Run().Digest);
    }

    [Fact]
    public void The_next_life_takes_over_what_runs_and_the_policy_goes_on_from_there()
    {
        RunRecord run = Otp("one_for_all").With(
            Scenes.At(10, new KillSupervisor()), Scenes.Crash(20, "b")).Run();
        Assert.Equal(Names, StartedAgain(run));
        Assert.All(Again(run), one => Assert.InRange(one.Seconds(), 20, 20.3));
        Logged[] begun = run.Said(LogCode.GroupBegun);
        Assert.Equal([3, 3], begun.Select(one => one.Second));
    }

    [Fact]
    public void A_change_of_settings_replaces_members_without_their_group_which_goes_on()
    {
        Scenario scene = Otp("one_for_all") with { Configs = [new ConfigSetup { Name = "next" }] };
        RunRecord run = scene.With(
            Scenes.At(10, new ChangeConfig("next")), Scenes.Crash(40, "b")).Run();
        Assert.Equal(
            ControlResult.Accepted, Assert.Single(run.All<RequestAnswered>()).Result);
        Assert.Single(run.Said(LogCode.GroupBegun));
        Assert.Equal(["c", "a"], Stopped(run));
        ProcessStarted[] last = [.. run.All<ProcessStarted>().Where(one => one.Seconds() > 40)];
        Assert.Equal(Names, last.Select(one => one.Unit));
        Assert.All(last, one => Assert.Equal("next", one.Config));
    }

    [Fact]
    public void A_member_that_cannot_be_replaced_has_ended_for_its_group()
    {
        Scenario scene = Otp("one_for_all") with { Configs = [new ConfigSetup { Name = "next" }] };
        RunRecord run = scene.With(
            Scenes.At(10, new ChangeConfig("next")),
            Scenes.At(10, new RefuseStarts("b", 2, StartFailure.NoResources))).Run();
        Assert.Equal(
            ControlResult.RolledBack, Assert.Single(run.All<RequestAnswered>()).Result);
        Assert.Equal(Names, run.Left().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_group_over_an_external_service_manager_is_refused()
    {
        Scenario scene = Otp("one_for_all") with { Services = new ServicesSetup() };
        RunRecord run = ScenarioRunner.Run(new RunInput(scene, 1));
        Assert.NotEmpty(run.All<SupervisorCrashed>());
    }
}
