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
    public async Task A_mutant_that_no_name_is_near_is_answered_with_where_the_names_are()
    {
        using var cli = new Cli();
        Assert.Equal(64, await cli.Run("run", FakeRunner.Passes, "--mutant", "zzzzzzzz"));
        Assert.Equal(
            "harness: no mutant is called 'zzzzzzzz': 'harness mutants' lists them\n", cli.Error);
    }

    [Fact]
    public async Task A_mutant_that_nobody_knows_is_refused_by_replay()
    {
        using var cli = new Cli();
        Assert.Equal(64, await cli.Run(
            "replay", $"{FakeRunner.Passes}@0badf00d:v3:00c0ffee00c0ffee~cauht"));
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

    [Theory]
    [InlineData("v03")]
    [InlineData("v3 ")]
    [InlineData(" v3")]
    [InlineData("v 3")]
    [InlineData("v3\0")]
    [InlineData("v+3")]
    [InlineData("v-3")]
    [InlineData("v\u0663")]
    [InlineData("V3")]
    [InlineData("v")]
    [InlineData("")]
    [InlineData("v99999999999")]
    public void A_trace_version_is_read_only_as_it_is_written(string version)
    {
        Assert.Null(RunToken.TryParse(
            $"topic/claim@0badf00d:{version}:0000000000000007",
            out IReadOnlyList<string> problems));
        Assert.Equal(
            [
                $"trace version '{version}': expected v and a number, such as"
                    + $" v{RunTrace.Version}",
            ],
            problems);
    }

    [Theory]
    [InlineData("v0")]
    [InlineData("v3")]
    [InlineData("v2147483647")]
    public void A_trace_version_is_a_number_behind_a_v(string version) => Assert.Equal(
        $"topic/claim@0badf00d:{version}:0000000000000007",
        RunToken.TryParse($"topic/claim@0badf00d:{version}:0000000000000007", out _)?.ToString());

    [Fact]
    public void Whatever_one_letter_of_a_token_is_made_of_it_is_refused_or_reads_back()
    {
        string token = new RunToken("topic/claim", "0badf00d", 3, 7, "a-mutant").ToString();
        char[] letters = [.. Enumerable.Range(0, 0x180).Select(unit => (char)unit), '\u0663'];
        for (int at = 0; at <= token.Length; at++)
        {
            foreach (char letter in letters)
            {
                ReadsBack(token.Insert(at, letter.ToString()));
                if (at < token.Length)
                {
                    ReadsBack($"{token[..at]}{letter}{token[(at + 1)..]}");
                }
            }
        }

        static void ReadsBack(string text)
        {
            if (RunToken.TryParse(text, out _) is { } read)
            {
                Assert.Equal(text, read.ToString());
            }
        }
    }

    [Fact]
    public void A_mutant_without_a_name_is_a_problem_of_a_token()
    {
        string token = $"topic/claim@0badf00d:v{RunTrace.Version}:0000000000000007";
        Assert.NotNull(RunToken.TryParse(token, out _));
        Assert.Null(RunToken.TryParse(token + "~", out IReadOnlyList<string> problems));
        Assert.Equal(["mutant '': expected its name behind ~, or no ~"], problems);
    }

    [Fact]
    public void What_is_no_token_is_answered_with_all_parts_of_one()
    {
        Assert.Null(RunToken.TryParse("topic/claim", out IReadOnlyList<string> problems));
        string only = Assert.Single(problems);
        Assert.Contains("SCENARIO@HASH:vVERSION:SEED", only, StringComparison.Ordinal);
        Assert.Contains("~MUTANT", only, StringComparison.Ordinal);
        Assert.Contains($":v{RunTrace.Version}:", only, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_trace_version_is_answered_with_the_present_one()
    {
        Assert.Null(RunToken.TryParse(
            "topic/claim@0badf00d:2:0000000000000007", out IReadOnlyList<string> problems));
        Assert.Equal(
            [$"trace version '2': expected v and a number, such as v{RunTrace.Version}"], problems);
    }
}
