using Harness.Reference.Policies;
using Harness.Reference.Policies.Groups;
using Harness.Reference.Ports;
using Xunit;

namespace Harness.Properties.Policies.Groups;

/// <summary>Masters that end, or begin anew, with their members.</summary>
public class MasterGroupTests
{
    private static readonly GroupMember A = Groups.Member("a");
    private static readonly GroupMember B = Groups.Member("b");
    private static readonly GroupMember C = Groups.Member("c");

    [Theory]
    [InlineData(1)]
    [InlineData(129)]
    public void Haproxy_ends_all_with_the_first_status_that_is_a_failure(int code)
    {
        GroupWorld world = Play(
            Groups.Request("haproxy", "", A, B, C), (2, 0, 0), (3, 1, code), (3.5, 2, 7));
        Assert.Equal("stop c, end", world.Words(GroupVerb.Stop, GroupVerb.EndAll));
        Assert.Equal($"exit {code}", NativeWords.Of(world.End!.Value.Act.Decision));
    }

    [Theory]
    [InlineData(0, "master exits 0")]
    [InlineData(143, "master exits 0")]
    [InlineData(130, "master exits 130")] // no failure, but reported
    public void Haproxy_goes_on_with_those_that_are_left_after_an_end_that_is_none(
        int code, string word)
    {
        GroupWorld world = Play(
            Groups.Request("haproxy", "", A, B), (2, 0, code), (9, 1, 0));
        Assert.Equal("rest a, rest b, end", world.Words(
            GroupVerb.Rest, GroupVerb.Stop, GroupVerb.EndAll));
        Assert.Equal((9.0, word), (
            world.End!.Value.Seconds, NativeWords.Of(world.End.Value.Act.Decision)));
    }

    [Fact]
    public void Any_death_ends_all_of_foreman_at_the_same_time()
    {
        GroupWorld world = Play(Groups.Request("foreman", "", A, B, C), (2, 1, 0));
        Assert.Equal(
            [("stop a", 2.0), ("stop c", 2.0), ("end", 3.0)], Ends(world));
    }

    [Fact]
    public void What_does_not_end_is_killed_when_foremans_patience_is_over()
    {
        var world = new GroupWorld(
            Groups.Make(Groups.Request("foreman", "timeout=2", A, B)),
            (_, _) => new Life(null, StopTime: TimeSpan.FromHours(1)));
        world.Plan(1, GroupEventKind.Exited, 0, ExitStatus.Code(0));
        Assert.Equal(3, world.Run(60).End!.Value.Seconds, 6);
    }

    [Fact]
    public void Overmind_restarts_some_lets_some_die_and_ends_with_all_others()
    {
        GroupWorld world = Play(
            Groups.Request("overmind", "auto-restart=a;can-die=b", A, B, C),
            (2.05, 0, 1), (3, 1, 1), (4, 2, 0));
        Assert.Equal(
            "start a, start b, start c, start a, rest b, stop a, end",
            world.Words(GroupVerb.Start, GroupVerb.Rest, GroupVerb.Stop, GroupVerb.EndAll));
        Assert.Equal([0, 2.1], world.Starts("a")); // its next check
    }

    [Theory]
    [InlineData("all", "")]
    [InlineData("", "any-can-die=true")]
    public void Overmind_knows_words_for_all_processes(string restarted, string others)
    {
        GroupWorld world = Play(
            Groups.Request("overmind", $"auto-restart={restarted};{others}", A, B), (2, 0, 1));
        Assert.Null(world.End);
    }

    [Fact]
    public void A_postmaster_without_restart_after_crash_ends_with_1_when_all_are_gone()
    {
        GroupWorld world = Play(
            Groups.Request("postmaster", "restart_after_crash=off", A, B, C), (2, 1, 1));
        Assert.Equal([("stop a", 2.0), ("stop c", 2.0), ("end", 3.0)], Ends(world));
        Assert.Equal("exit 1", NativeWords.Of(world.End!.Value.Act.Decision));
    }

    [Fact]
    public void An_end_with_0_is_the_childs_own_affair()
    {
        GroupWorld world = Play(Groups.Request("postmaster", "", A, B), (2, 1, 0));
        Assert.Equal("start a, start b, start b", world.Words(GroupVerb.Start, GroupVerb.Stop));
    }

    [Fact]
    public void A_startup_process_that_fails_ends_the_postmaster()
    {
        GroupWorld world = Play(
            Groups.Request(
                "postmaster", "", A, Groups.Member("s", "kind=startup"), C), (2, 1, 1));
        Assert.Equal(
            "start a, start s, stop a, end",
            world.Words(GroupVerb.Start, GroupVerb.Stop, GroupVerb.EndAll));
    }

    // All live until they are said to end, and take 1 s to be stopped.
    private static GroupWorld Play(
        GroupRequest request, params (double At, int Member, int Code)[] ends)
    {
        var world = new GroupWorld(
            Groups.Make(request),
            (_, _) => new Life(null, StopTime: TimeSpan.FromSeconds(1)));
        foreach ((double at, int member, int code) in ends)
        {
            world.Plan(at, GroupEventKind.Exited, member, ExitStatus.Code(code));
        }

        return world.Run(60);
    }

    private static IEnumerable<(string, double)> Ends(GroupWorld world) =>
        world.Played.Where(entry => entry.Act.Verb is GroupVerb.Stop or GroupVerb.EndAll)
            .Select(entry => (entry.Text(["a", "b", "c"]), entry.Seconds));
}
