using Harness.Reference.Documents;
using Xunit;

namespace Harness.Properties.Commands;

/// <summary>Mutants of somebody else's folder, and mutants that cannot be had.</summary>
public sealed class MutantFolderTests
{
    private static readonly FakeMutants WithBroken = new()
    {
        All =
        [
            new(FakeMutants.Caught, "It is caught.", [FakeRunner.Named]),
            new(FakeMutants.Broken, "It does not compile.", [FakeRunner.Named]),
        ],
    };

    [Fact]
    public async Task Mutants_of_another_folder_are_listed_and_run_and_the_replay_says_so()
    {
        using var cli = new Cli();
        string theirs = Directory.CreateDirectory(Path.Combine(cli.Folder, "theirs")).FullName;
        Assert.Equal(0, await cli.Run("mutants", "--mutants", "theirs"));
        Assert.Contains("It is of theirs.", cli.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("not-caught", cli.Out, StringComparison.Ordinal);
        Assert.Equal(1, await cli.Run(
            "run", FakeRunner.FailsAtTimes, "--mutants", theirs, "--mutant", "theirs"));
        Assert.Contains(
            $"to replay one of these, add: --mutants {theirs}\n", cli.Out,
            StringComparison.Ordinal);
        Assert.Equal(64, await cli.Run(
            "run", FakeRunner.Passes, "--mutants", "theirs", "--mutant", FakeMutants.Caught));
        Assert.Equal(0, await cli.Run(
            "replay", $"{FakeRunner.Passes}@0badf00d:v3:00c0ffee00c0ffee~theirs",
            "--mutants", "theirs"));
    }

    [Theory]
    [InlineData("run", "--mutant", "caught")]
    [InlineData("matrix")]
    [InlineData("mutants")]
    [InlineData("replay", "fake/passes@0badf00d:v3:00c0ffee00c0ffee~theirs")]
    public async Task A_folder_that_is_not_there_is_a_problem_and_nothing_is_touched(
        params string[] words)
    {
        using var cli = new Cli();
        Assert.Equal(64, await cli.Run([.. words, "--mutants", "nowhere"]));
        Assert.Equal("harness: nowhere:1:1: the directory is not there\n", cli.Error);
        Assert.True(cli.IsUntouched);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("matrix")]
    [InlineData("mutants")]
    [InlineData("replay", "fake/passes@0badf00d:v3:00c0ffee00c0ffee")]
    public async Task An_empty_name_of_a_folder_is_a_problem(params string[] words)
    {
        using var cli = new Cli();
        Assert.Equal(64, await cli.Run([.. words, "--mutants", ""]));
        Assert.Equal(
            "harness: --mutants: expected the path of a folder with mutants\n", cli.Error);
        Assert.True(cli.IsUntouched);
    }

    [Theory]
    [InlineData("run", "--mutant", "broken")]
    [InlineData("matrix")]
    [InlineData("matrix", "--mutant", "broken")]
    [InlineData("replay", "fake/passes@0badf00d:v3:00c0ffee00c0ffee~broken")]
    public async Task A_mutant_that_does_not_compile_is_one_line_and_no_run_is_made(
        params string[] words)
    {
        using var cli = new Cli { Mutants = WithBroken };
        Assert.Equal(64, await cli.Run(words));
        Assert.Contains(
            "harness: m.yaml:3:5: mutant 'broken' does not compile\n", cli.Error,
            StringComparison.Ordinal);
        Assert.Equal("", cli.Out);
        Assert.True(cli.IsUntouched);
    }

    [Fact]
    public async Task Problems_of_the_files_of_mutants_are_told_whichever_mutant_is_meant()
    {
        using var cli = new Cli
        {
            Mutants = new FakeMutants { Problems = [new Problem("m.yaml", 3, 5, "wrong")] },
        };
        Assert.Equal(64, await cli.Run("run", "--mutant", FakeMutants.Caught));
        Assert.Equal("harness: m.yaml:3:5: wrong\n", cli.Error);
        Assert.Equal(64, await cli.Run("mutants"));
        Assert.Equal("harness: m.yaml:3:5: wrong\n", cli.Error);
        Assert.True(cli.IsUntouched);
    }

    [Fact]
    public async Task The_matrix_of_one_mutant_says_nothing_of_scenarios_that_do_not_catch_it()
    {
        using var cli = new Cli();
        Assert.Equal(0, await cli.Run(
            "matrix", FakeRunner.Passes, "--seeds", "2", "--mutant", FakeMutants.Caught));
        Assert.Contains("fake/passes  x\n", cli.Out, StringComparison.Ordinal);
        Assert.Contains("caught by a-named-claim\n", cli.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("that catch no mutant", cli.Out, StringComparison.Ordinal);
        Assert.Contains(
            "1/1 caught: caught in 1 scenario\nscenarios x mutants: 1 x 1, runs: ", cli.Error,
            StringComparison.Ordinal);
    }
}
