using Harness.Scenarios.Jobs;
using Harness.Sim.Kernel;
using Harness.Sim.Oracles;
using Harness.Sim.Running;
using Harness.Sim.Trace;
using Xunit;

namespace Harness.Properties.Commands;

public sealed class AuditTests
{
    [Fact]
    public async Task Two_runs_that_differ_between_processes_show_where_they_part()
    {
        using var cli = new Cli();
        Assert.Equal(0, await cli.Run("run", FakeRunner.Differs, "--seeds", "4"));
        Assert.Equal(70, await cli.Run("run", FakeRunner.Differs, "--seeds", "4", "--audit"));
        Assert.Contains("two-runs-of-a-seed-are-the-same", cli.Out, StringComparison.Ordinal);
        Assert.Contains("first diverging choice: number 3", cli.Out, StringComparison.Ordinal);
        Assert.Contains("first diverging event: number 7", cli.Out, StringComparison.Ordinal);
        Assert.Contains("client refused client=", cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_run_leaves_behind_in_its_process_shows()
    {
        using var cli = new Cli();
        Assert.Equal(70, await cli.Run(
            "run", FakeRunner.LeavesBehind, "--seeds", "40", "--jobs", "1", "--audit"));
    }

    [Fact]
    public async Task Runs_that_agree_pass_the_audit()
    {
        using var cli = new Cli();
        Assert.Equal(0, await cli.Run("run", FakeRunner.Passes, "--audit"));
        Assert.Contains("each made twice", cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tape_that_is_the_beginning_of_the_other_differs_at_its_end()
    {
        SeedResult seed = new("1", Verdict.Pass, "aa", 1, 1, "t", [], null);
        SeedResult result = Audit.Differed(
            seed, seed with { Digest = "bb" },
            Detail(7, 8), Detail(7));
        Assert.Equal(Verdict.HarnessFault, result.Verdict);
        Assert.Equal(
            [
                "first diverging choice: number 1", "  first   Value 0000000000000001#1=8",
                "  second  none: it ended before",
            ],
            result.Failure!.Notes);
    }

    [Fact]
    public void A_difference_that_does_not_come_again_is_said_to_be_one()
    {
        SeedResult seed = new("1", Verdict.Pass, "aa", 1, 1, "t", [], null);
        var detail = Detail(7);
        Assert.Equal(
            ["when both were run again with all choices kept, they did not differ"],
            Audit.Differed(seed, seed with { Digest = "bb" }, detail, detail).Failure!.Notes);
        Assert.Equal(
            ["one of the two could not be run again with its choices kept"],
            Audit.Differed(seed, seed with { Digest = "bb" }, null, detail).Failure!.Notes);
    }

    private static RunDetail Detail(params long[] values) => new(
        [.. values.Select((value, index) => new Choice(
            new ChoiceId(ChoiceKind.Value, 1, (uint)index), value))],
        [new EventRecord(0, 0, 0, "X", [])]);
}
