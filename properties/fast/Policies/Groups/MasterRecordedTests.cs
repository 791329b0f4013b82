using Harness.Reference.Policies;
using Harness.Reference.Policies.Groups;
using Harness.Reference.Ports;
using Xunit;

namespace Harness.Properties.Policies.Groups;

/// <summary>Runs of PostgreSQL 15.18 and HAProxy 2.6.12 whose workers were killed.</summary>
public class MasterRecordedTests
{
    // Fixed before anything was compared: the tolerance of the recorded runs with one worker.
    private const double Early = -0.05;
    private const double Late = 0.25;

    private static readonly string[] Children =
    [
        "checkpointer", "background-writer", "startup", "walwriter", "autovacuum", "replication",
    ];

    [Theory]
    [InlineData("postgres-kill9-walwriter", "walwriter")]
    [InlineData("postgres-kill9-autovacuum", "autovacuum")]
    public void A_child_that_is_killed_takes_all_children_with_it_and_all_begin_anew(
        string name, string killed)
    {
        PostmasterRun run = Recorded.Read<PostmasterRun[]>("postmaster-runs.json")
            .Single(one => one.Run == name);
        MadeGroup group = Groups.Make(Groups.Request("postmaster", "", [.. Children.Select(
            child => Groups.Member(child, child == "startup" ? "kind=startup" : ""))]));
        var world = new GroupWorld(group, (member, nth) => Children[member] == "startup"
            ? Life.OfMs(run.RecoveriesS[nth] * 1000, code: 0)
            : new Life(null, StopTime: TimeSpan.FromSeconds(
                run.StopsS[Math.Min(nth, run.StopsS.Length - 1)])));
        double first = run.StartsS[0];
        foreach (double kill in run.KillsS)
        {
            world.Plan(
                kill - first, GroupEventKind.Exited, Array.IndexOf(Children, killed),
                ExitStatus.Signal(Signal.Kill));
        }

        world.Run(run.StartsS[^1] - first + 1);
        GroupEntry[] starts =
            [.. world.Played.Where(entry => entry.Act.Verb == GroupVerb.Start)];
        Assert.Equal(run.StartsS.Length, starts.Length);
        for (int at = 0; at < starts.Length; at++)
        {
            Assert.Equal(Children[at % Children.Length], group.Members[starts[at].Act.Member]);
            Assert.InRange(run.StartsS[at] - first - starts[at].Seconds, Early, Late);
        }

        Assert.Null(world.End); // the real one was running when it was left
        Assert.All(
            world.Played.Where(entry => entry.Act.Verb == GroupVerb.Stop),
            entry => Assert.Equal(Signal.Quit, entry.Act.With));
    }

    [Fact]
    public void Haproxys_master_ends_with_the_status_of_its_killed_worker()
    {
        HaproxyRun run = Assert.Single(Recorded.Read<HaproxyRun[]>("haproxy-runs.json"));
        var world = new GroupWorld(
            Groups.Make(Groups.Request("haproxy", "", Groups.Member("worker"))),
            (_, _) => Life.ForEver);
        world.Plan(
            run.KillsS[0] - run.StartsS[0], GroupEventKind.Exited,
            exit: ExitStatus.Signal(Signal.Kill));
        world.Run(60);
        Assert.Equal(run.StartsS.Length, world.Starts("worker").Length);
        Assert.Equal(run.ExitStatus, world.End!.Value.Act.Count);
        Assert.Equal(
            $"exit {run.ExitStatus}", NativeWords.Of(world.End.Value.Act.Decision));
    }
}
