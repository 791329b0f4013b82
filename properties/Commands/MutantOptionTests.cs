using Harness.Sim.Running;
using Harness.Sim.Trace;
using Xunit;

namespace Harness.Properties.Commands;

/// <summary>A changed supervisor, run and replayed by its name.</summary>
public sealed class MutantOptionTests
{
    [Fact]
    public async Task A_run_of_a_mutant_fails_and_its_token_replays_it()
    {
        using var cli = new Cli();
        Assert.Equal(1, await cli.Run("run", FakeRunner.Passes, "--mutant", "caught"));
        string line = cli.Out.Split('\n')
            .First(one => one.Contains("  replay  ", StringComparison.Ordinal));
        string token = line.Split(' ')[^1].Trim();
        Assert.EndsWith("~caught", token, StringComparison.Ordinal);
        Assert.Equal(1, await cli.Run("replay", token));
        Assert.Equal(0, await cli.Run("replay", token[..token.IndexOf('~')]));
    }

    [Fact]
    public async Task A_mutant_that_nobody_knows_is_refused_by_run()
    {
        using var cli = new Cli();
        Assert.Equal(64, await cli.Run("run", FakeRunner.Passes, "--mutant", "cauht"));
        Assert.Contains(
            "no mutant is called 'cauht': did you mean 'caught'?", cli.Error,
            StringComparison.Ordinal);
        Assert.True(cli.IsUntouched);
    }

    [Fact]
    public async Task A_mutant_that_nobody_knows_is_refused_by_replay()
    {
        using var cli = new Cli();
        Assert.Equal(64, await cli.Run(
            "replay", $"{FakeRunner.Passes}@0badf00d:v2:00c0ffee00c0ffee~cauht"));
        Assert.Contains(
            "no mutant is called 'cauht': did you mean 'caught'?", cli.Error,
            StringComparison.Ordinal);
        Assert.True(cli.IsUntouched);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("some-mutant")]
    public void A_token_reads_back(string? mutant)
    {
        var token = new RunToken("topic/claim", "0badf00d", RunTrace.Version, 7, mutant);
        Assert.Equal(
            token, RunToken.TryParse(token.ToString(), out IReadOnlyList<string> problems));
        Assert.Empty(problems);
    }
}
