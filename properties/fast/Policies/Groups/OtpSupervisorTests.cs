using Harness.Reference.Policies;
using Harness.Reference.Policies.Groups;
using Harness.Reference.Ports;
using Xunit;

namespace Harness.Properties.Policies.Groups;

/// <summary>The edges of a supervisor of OTP.</summary>
public class OtpSupervisorTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(40)]
    public void As_many_restarts_as_the_intensity_are_borne(int intensity)
    {
        GroupWorld world = Crash(intensity, ends: intensity, lastAt: 4);
        Assert.Equal(1 + intensity, world.Starts("a").Length + world.Starts("b").Length - 1);
        Assert.Null(world.End);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(40)]
    public void One_more_than_the_intensity_ends_the_supervisor(int intensity)
    {
        GroupWorld world = Crash(intensity, ends: intensity + 1, lastAt: 4);
        GroupAct end = world.End!.Value.Act;
        Assert.Equal(
            (RestartReason.OverLimit, NativeWord.Shutdown, intensity + 1L, (long)intensity),
            (end.Because, end.Native, end.Count, end.Limit));
    }

    [Theory]
    [InlineData(5.999, true)] // second 0 and second 5
    [InlineData(6.0, false)]
    public void A_restart_counts_until_the_end_of_the_whole_second_that_is_a_period_later(
        double lastAt, bool isOver)
    {
        GroupWorld world = Crash(intensity: 1, ends: 2, lastAt);
        Assert.Equal(isOver, world.End is not null);
    }

    [Theory]
    [InlineData(5.001, false)] // from the end of a second to the beginning of another
    [InlineData(4.999, true)]
    public void How_far_apart_two_ends_may_be_depends_on_the_phase_of_the_second(
        double lastAt, bool isOver)
    {
        GroupWorld world = Crash(intensity: 1, ends: 2, lastAt + 0.1, phaseMs: 899, firstAt: 0.1);
        Assert.Equal(isOver, world.End is not null);
    }

    [Fact]
    public void Children_are_ended_in_reverse_start_order_each_after_the_one_before()
    {
        var world = new GroupWorld(
            Groups.Make(Groups.Request(
                "otp", "intensity=0", Groups.Member("a"), Groups.Member("b"),
                Groups.Member("c"))),
            (member, _) => member == 0
                ? Life.OfMs(1000)
                : new Life(null, StopTime: TimeSpan.FromSeconds(member * 3)));
        world.Run(60);
        Assert.Equal(
            [("stop c", 1.0), ("stop b", 6.0), ("end", 9.0)],
            world.Played.Where(entry => entry.Act.Verb is GroupVerb.Stop or GroupVerb.EndAll)
                .Select(entry => (entry.Text(["a", "b", "c"]), Math.Round(entry.Seconds, 6))));
    }

    [Fact]
    public void The_workers_of_a_supervisor_that_is_ended_are_ended_by_it_with_their_own_patience()
    {
        MadeGroup group = Groups.Make(Groups.Request(
            "otp", "intensity=0", Groups.Member("a"),
            Groups.Below("mid", "", Groups.Request("otp", "", Groups.Member("x")))));
        var world = new GroupWorld(
            group, (_, _) => new Life(null, StopTime: TimeSpan.FromHours(1)));
        world.Plan(1, GroupEventKind.Exited, exit: ExitStatus.Code(1));
        world.Run(60);
        Assert.Equal(6, world.End!.Value.Seconds, 6); // x is a worker: 5 s, then it is killed
    }

    [Fact]
    public void An_end_of_a_child_that_is_about_to_be_ended_is_not_counted()
    {
        GroupWorld world = Slow("one_for_all", "intensity=1");
        world.Plan(1, GroupEventKind.Exited, 0, ExitStatus.Code(1));
        world.Plan(2, GroupEventKind.Exited, 1, ExitStatus.Code(1)); // while c is being ended
        world.Run(30);
        Assert.Null(world.End);
        Assert.Equal(
            "start a, start b, start c, stop c, start a, start b, start c",
            world.Words(GroupVerb.Start, GroupVerb.Stop));
    }

    [Fact]
    public void An_end_that_comes_while_it_is_busy_is_counted_when_it_is_not()
    {
        GroupWorld world = Slow("rest_for_one", "intensity=9");
        world.Plan(1, GroupEventKind.Exited, 1, ExitStatus.Code(1));
        world.Plan(2, GroupEventKind.Exited, 0, ExitStatus.Code(1)); // while c is being ended
        world.Run(60);
        Assert.Equal(
            "start a, start b, start c, stop c, start b, start c,"
            + " stop c, stop b, start a, start b, start c",
            world.Words(GroupVerb.Start, GroupVerb.Stop));
        GroupEntry second = world.Played.Last(
            entry => entry.Act is { Verb: GroupVerb.Start, Member: 0 });
        Assert.Equal(2, second.Act.Count);
        Assert.Equal(13, second.Seconds, 6); // c: 1 to 5, then c and b: 4 s each
    }

    [Fact]
    public void Asked_to_end_it_ends_all_and_says_that_it_was_asked()
    {
        GroupWorld world = Slow("one_for_one", "intensity=1");
        world.Plan(1, GroupEventKind.End);
        world.Run(60);
        Assert.Equal("stop c, stop b, stop a, end", world.Words(GroupVerb.Stop, GroupVerb.EndAll));
        Assert.Equal(RestartReason.Asked, world.End!.Value.Act.Because);
    }

    [Fact]
    public void The_same_state_and_event_give_an_equal_step()
    {
        OtpTree tree = Tree();
        OtpTreeState one = tree.Initial;
        OtpTreeState other = Tree().Initial;
        GroupEvent[] story =
        [
            new(GroupEventKind.Begin), new(GroupEventKind.Started),
            new(GroupEventKind.Started, 1), new(GroupEventKind.Started, 2),
            new(GroupEventKind.Exited, 1, ExitStatus.Code(1)), new(GroupEventKind.Exited, 2),
            new(GroupEventKind.Exited), new(GroupEventKind.Started), new(GroupEventKind.End),
        ];
        foreach (GroupEvent happened in story)
        {
            GroupStep<OtpTreeState> step = tree.Step(one, happened, new Instant(1), 1);
            Assert.Equal(step, tree.Step(other, happened, new Instant(1), 2));
            Assert.NotEqual(one, step.State);
            (one, other) = (step.State, step.State);
        }

        static OtpTree Tree() => new(
            new OtpSupervisorOptions
            {
                Strategy = OtpStrategy.OneForAll,
                Children = [OtpRestart.Permanent, OtpRestart.Permanent],
            },
            [
                null,
                new OtpTree(
                    new OtpSupervisorOptions
                    {
                        Intensity = 0,
                        Children = [OtpRestart.Permanent, OtpRestart.Temporary],
                    },
                    [null, null]),
            ]);
    }

    // Two children; b ends as often as is said, evenly from the first to the last.
    private static GroupWorld Crash(
        int intensity, int ends, double lastAt, double phaseMs = 0, double firstAt = 0.5)
    {
        var world = new GroupWorld(
            Groups.Make(
                Groups.Request(
                    "otp", $"intensity={intensity}", Groups.Member("a"), Groups.Member("b")),
                phaseMs),
            (_, _) => Life.ForEver);
        for (int end = 0; end < ends; end++)
        {
            double part = ends == 1 ? 1 : (double)end / (ends - 1);
            world.Plan(
                firstAt + part * (lastAt - firstAt), GroupEventKind.Exited, 1,
                ExitStatus.Code(1));
        }

        return world.Run(30);
    }

    private static GroupWorld Slow(string strategy, string options) => new(
        Groups.Make(Groups.Request(
            "otp", $"strategy={strategy};{options}", Groups.Member("a"), Groups.Member("b"),
            Groups.Member("c"))),
        (_, _) => new Life(null, StopTime: TimeSpan.FromSeconds(4)));
}
