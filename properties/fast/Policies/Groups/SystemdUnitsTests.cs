using Harness.Reference.Policies;
using Harness.Reference.Policies.Groups;
using Xunit;

namespace Harness.Properties.Policies.Groups;

/// <summary>Units of systemd that need one that crashes.</summary>
public class SystemdUnitsTests
{
    private static readonly SystemdDependencies Seen =
        Recorded.Read<SystemdDependencies>("systemd-dependencies.json");

    private static readonly string Culprit =
        $"Restart=always;RestartSec={Seen.RestartSecMs}ms;StartLimitBurst={Seen.CulpritBurst}";

    [Fact]
    public void What_requires_a_crashing_unit_dies_of_its_own_start_limit_and_the_unit_goes_on()
    {
        GroupWorld world = Play(Culprit, "Requires=culprit;After=culprit");
        double[] starts = world.Starts("dependent");
        Assert.Equal(Seen.DependentStarts, starts.Length);
        Assert.Equal(Seen.PropagatedRestarts, starts.Length - 1);

        GroupEntry death = Assert.Single(
            world.Played, entry => entry.Act.Verb == GroupVerb.GiveUp);
        Assert.Equal(1, death.Act.Member);
        Assert.Equal(NativeWord.StartLimitHit, death.Act.Native);
        Assert.Equal(Seen.DependentBurst, death.Act.Limit);
        Assert.InRange(
            death.Seconds,
            Seen.DependentDeadAfterAboutS - 1, Seen.DependentDeadAfterAboutS + 1);
        Assert.True(world.Starts("culprit").Length > 2 * starts.Length);
        Assert.False(world.IsUp(1));
    }

    [Fact]
    public void What_is_bound_to_a_unit_is_stopped_at_its_first_crash_and_never_comes_back()
    {
        GroupWorld world = Play(Culprit, "BindsTo=culprit;After=culprit");
        Assert.Equal(Seen.BoundStarts, world.Starts("dependent").Length);
        GroupEntry stop = Assert.Single(
            world.Played, entry => entry.Act.Verb == GroupVerb.Stop);
        Assert.Equal(0.3, stop.Seconds, 6);
        Assert.False(world.IsUp(1));
    }

    [Fact]
    public void In_mode_direct_dependents_are_left_alone_until_the_final_failure()
    {
        GroupWorld world = Play(
            "Restart=always;RestartSec=500ms;StartLimitBurst=3;RestartMode=direct",
            "Requires=culprit", "BindsTo=culprit");
        Assert.Equal(
            "start culprit, start dependent, start other, start culprit, start culprit,"
            + " giveup culprit, stop other, rest other",
            world.Words(GroupVerb.Start, GroupVerb.Stop, GroupVerb.GiveUp, GroupVerb.Rest));
        Assert.True(world.IsUp(1));
    }

    [Fact]
    public void Before_254_there_is_no_mode_direct()
    {
        MadeGroup group = Groups.Make(Groups.Request(
            "systemd", "",
            Groups.Member("culprit", Culprit + ";RestartMode=direct"),
            Groups.Member("dependent", "BindsTo=culprit")) with { Version = "252" });
        GroupWorld world = new GroupWorld(group, Lives).Run(2);
        Assert.Single(world.Played, entry => entry.Act.Verb == GroupVerb.Stop);
    }

    [Fact]
    public void A_restart_waits_for_the_end_of_dependents_and_those_wait_for_it()
    {
        MadeGroup group = Groups.Make(Groups.Request(
            "systemd", "", Groups.Member("culprit", Culprit),
            Groups.Member("near", "Requires=culprit"), Groups.Member("far", "Requires=near")));
        GroupWorld world = new GroupWorld(group, (member, _) => member == 0
            ? Life.OfMs(300)
            : new Life(null, StopTime: TimeSpan.FromSeconds(2))).Run(4.9);
        Assert.Equal(
            [
                (0.0, "start culprit"), (0.0, "start near"), (0.0, "start far"),
                (0.8, "stop far"), (2.8, "stop near"),
                (4.8, "start culprit"), (4.8, "start near"), (4.8, "start far"),
            ],
            world.Played.Where(entry => entry.Act.Verb is GroupVerb.Start or GroupVerb.Stop)
                .Select(entry => (Math.Round(entry.Seconds, 6), entry.Text(group.Members))));
    }

    [Fact]
    public void What_was_stopped_for_a_restart_that_the_start_limit_refuses_stays_down()
    {
        GroupWorld world = Play(
            "Restart=always;RestartSec=500ms;StartLimitBurst=2", "Requires=culprit");
        Assert.Equal(
            "start culprit, start dependent, stop dependent, start culprit, start dependent,"
            + " stop dependent, giveup culprit, rest dependent",
            world.Words(GroupVerb.Start, GroupVerb.Stop, GroupVerb.GiveUp, GroupVerb.Rest));
    }

    [Fact]
    public void A_unit_that_is_not_restarted_stops_what_is_bound_to_it_and_not_what_requires_it()
    {
        GroupWorld world = Play("", "Requires=culprit", "BindsTo=culprit");
        Assert.Equal("stop other", world.Words(GroupVerb.Stop));
        Assert.True(world.IsUp(1));
    }

    [Fact]
    public void Asked_to_end_it_ends_dependents_first()
    {
        MadeGroup group = Groups.Make(Groups.Request(
            "systemd", "", Groups.Member("low"), Groups.Member("high", "Requires=low")));
        var world = new GroupWorld(group, (_, _) => Life.ForEver with
        {
            StopTime = TimeSpan.FromSeconds(1),
        });
        world.Plan(5, GroupEventKind.End);
        world.Run(60);
        Assert.Equal("stop high, stop low, end", world.Words(GroupVerb.Stop, GroupVerb.EndAll));
        Assert.Equal(7, world.End!.Value.Seconds, 6);
    }

    private static GroupWorld Play(string culprit, params string[] dependents)
    {
        string[] names = ["dependent", "other"];
        MadeGroup group = Groups.Make(Groups.Request(
            "systemd", "",
            [
                Groups.Member("culprit", culprit),
                .. dependents.Select((options, at) => Groups.Member(names[at], options)),
            ]));
        return new GroupWorld(group, Lives).Run(30);
    }

    // The culprit crashes 0.3 s after each start.
    private static Life Lives(int member, int nth) =>
        member == 0 ? Life.OfMs(300) : Life.ForEver;
}
