using Harness.Reference.Documents;
using Harness.Scenarios.Coverage;
using Xunit;

namespace Harness.Properties.Commands;

public sealed class ShowTests
{
    [Fact]
    public async Task List_shows_names_and_claims_in_order()
    {
        using var cli = new Cli { Suite = new FakeSuite("b/second", "a/first") };
        Assert.Equal(0, await cli.Run("list"));
        Assert.Equal(
            "scenario  claim\na/first   This one first.\nb/second  This one second.\n", cli.Out);
    }

    [Fact]
    public async Task List_shows_what_the_patterns_pick()
    {
        using var cli = new Cli { Suite = new FakeSuite("b/second", "a/first", "a/third") };
        Assert.Equal(0, await cli.Run("list", "b/", "*/third"));
        Assert.Equal(
            "scenario  claim\na/third   This one third.\nb/second  This one second.\n", cli.Out);
    }

    [Fact]
    public async Task List_answers_a_pattern_that_picks_nothing_with_the_nearest_name()
    {
        using var cli = new Cli { Suite = new FakeSuite("b/second", "a/first") };
        Assert.Equal(64, await cli.Run("list", "b/secnod", "first"));
        Assert.Equal(
            "harness: no scenario matches 'b/secnod': did you mean 'b/second'?\n", cli.Error);
        Assert.Equal("", cli.Out);
    }

    [Fact]
    public async Task A_file_is_listed_and_described_instead_of_the_suite()
    {
        using var cli = new Cli();
        File.WriteAllText(Path.Combine(cli.Folder, "mine.yaml"), "");
        Assert.Equal(0, await cli.Run("list", "--file", "mine.yaml"));
        Assert.Equal("scenario   claim\nfake/mine  This one mine.\n", cli.Out);
        Assert.Equal(0, await cli.Run("describe", "--file", "mine.yaml"));
        Assert.StartsWith("fake/mine@0badf00d\n", cli.Out, StringComparison.Ordinal);
        string alone = cli.Out;
        Assert.Equal(0, await cli.Run("describe", "mine", "--file", "mine.yaml"));
        Assert.Equal(alone, cli.Out);
    }

    [Theory]
    [InlineData("missing.yaml:1:1: no such file", "--file", "missing.yaml")]
    [InlineData("missing.yaml:1:1: no such file", "x", "--file", "missing.yaml")]
    [InlineData(
        "no scenario matches 'mien': did you mean 'fake/mine'?", "mien", "--file", "mine.yaml")]
    [InlineData("no scenario matches 'fake/pases': did you mean 'fake/passes'?", "fake/pases")]
    [InlineData(
        "describe: expected the name of a scenario, or a file: 'harness list' shows the names")]
    public async Task What_cannot_be_described_is_answered_with_what_can(
        string expected, params string[] arguments)
    {
        using var cli = new Cli();
        File.WriteAllText(Path.Combine(cli.Folder, "mine.yaml"), "");
        Assert.Equal(64, await cli.Run(["describe", .. arguments]));
        Assert.Equal($"harness: {expected}\n", cli.Error);
    }

    [Fact]
    public async Task Describe_shows_the_sentence_and_when_claims_are_reached()
    {
        var quote = new Quote(SeedDocument.Knot, "A sentence.");
        using var cli = new Cli
        {
            Suite = new FakeSuite(FakeRunner.Passes)
            {
                Annotations = [new StandsFor([new PlacedQuote(quote, Place.Start)])],
            },
        };
        Assert.Equal(0, await cli.Run("describe", FakeRunner.Passes));
        Assert.Contains(
            "stands for, in the knot document: \"A sentence.\"\n", cli.Out,
            StringComparison.Ordinal);
        Assert.Contains("a-named-claim: Nobody is refused.", cli.Out, StringComparison.Ordinal);
        Assert.Contains(
            "reached in at least one run, when: A client asks.", cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Never_reached_claims_are_told()
    {
        using var cli = new Cli();
        await cli.Run("run", FakeRunner.NeverReached, FakeRunner.Passes);
        Assert.Contains(
            "never reached: a-named-claim in fake/never-reached\n", cli.Out,
            StringComparison.Ordinal);
        await cli.Run("run", FakeRunner.Passes);
        Assert.Contains("every claim was reached\n", cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Claims_that_do_not_apply_are_told_and_not_as_never_reached()
    {
        using var cli = new Cli();
        Assert.Equal(2, await cli.Run("run", FakeRunner.AppliesNowhere, "--seeds", "2"));
        Assert.Contains(
            "not applicable: a-named-claim in fake/applies-nowhere\n", cli.Out,
            StringComparison.Ordinal);
        Assert.Contains(
            "because no claim applies, and so nothing is shown: there is no such thing\n", cli.Out,
            StringComparison.Ordinal);
        Assert.DoesNotContain("never reached", cli.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("every claim was reached", cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_matrix_shows_what_catches_which_mutant()
    {
        using var cli = new Cli();
        Assert.Equal(1, await cli.Run("matrix", FakeRunner.Passes, "--seeds", "2"));
        Assert.Contains("fake/passes  x  .\n", cli.Out, StringComparison.Ordinal);
        Assert.Contains("caught by no scenario: not-caught\n", cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_terminal_progress_is_a_line_for_each_scenario()
    {
        using var cli = new Cli();
        await cli.Run("run", FakeRunner.Passes, FakeRunner.FailsAtTimes);
        Assert.Equal("fake/fails-at-times: Fail, 20 runs\nfake/passes: Pass, 20 runs\n", cli.Error);
        Assert.DoesNotContain('\u001b', cli.Out);
    }
}
