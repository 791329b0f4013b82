using Xunit;

namespace Harness.Properties.Commands;

/// <summary>A scenario file that is in no suite is run, and its runs are replayed.</summary>
public sealed class RunFileTests
{
    [Fact]
    public async Task A_file_is_run_instead_of_the_suite()
    {
        using var cli = new Cli();
        Assert.Equal(0, await cli.Run("run", "--file", Put(cli, "passes")));
        Assert.Contains("Pass: 1 scenarios, 20 runs", cli.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("to replay", cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failing_file_says_how_its_runs_are_replayed_and_they_are()
    {
        using var cli = new Cli();
        string file = Put(cli, "fails-at-times");
        Assert.Equal(1, await cli.Run("run", "--file", file));
        Assert.Contains(
            $"to replay one of these, add: --file {file}\n", cli.Out, StringComparison.Ordinal);
        string token = cli.Out.Split("-- replay ")[1].Split('\n')[0];
        Assert.Equal(1, await cli.Run("replay", token, "--file", file));
    }

    [Fact]
    public async Task The_path_is_taken_from_where_the_command_is_given()
    {
        using var cli = new Cli();
        Put(cli, "passes");
        Assert.Equal(0, await cli.Run("run", "--file", "passes.yaml"));
    }

    [Theory]
    [InlineData("harness: missing.yaml:1:1: no such file", "run", "--file", "missing.yaml")]
    [InlineData("harness: --file: expected the path of a scenario file", "run", "--file", "")]
    [InlineData(
        "harness: --file: expected the path of a scenario file", "replay", "x", "--file", "")]
    public async Task A_file_that_cannot_be_run_is_refused(
        string expected, params string[] arguments)
    {
        using var cli = new Cli();
        Assert.Equal(64, await cli.Run(arguments));
        Assert.Contains(expected, cli.Error, StringComparison.Ordinal);
        Assert.True(cli.IsUntouched);
    }

    [Fact]
    public async Task A_pattern_picks_among_what_the_file_holds()
    {
        using var cli = new Cli();
        Assert.Equal(64, await cli.Run("run", "dies", "--file", Put(cli, "passes")));
        Assert.Contains("no scenario matches 'dies'", cli.Error, StringComparison.Ordinal);
    }

    private static string Put(Cli cli, string name)
    {
        string path = Path.Combine(cli.Folder, name + ".yaml");
        File.WriteAllText(path, "");
        return path;
    }
}
