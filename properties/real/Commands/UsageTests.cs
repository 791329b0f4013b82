using Harness.Scenarios.Commands;
using Xunit;

namespace Harness.Properties.Commands;

public sealed class UsageTests
{
    [Theory]
    [InlineData("run", "--jobs", "0")]
    [InlineData("run", "--jobs", "65")]
    [InlineData("run", "--jobs", "1.5")]
    [InlineData("run", "--jobs", "-1")]
    [InlineData("run", "--jobs")]
    [InlineData("run", "--seeds", "0")]
    [InlineData("run", "--seeds", "1000001")]
    [InlineData("run", "--seed", "a/b")]
    [InlineData("run", "--seed", "")]
    [InlineData("run", "--seed", "1", "--seed", "2")]
    [InlineData("run", "--report", "")]
    [InlineData("run", "--bogus")]
    [InlineData("run", "--audit=perhaps")]
    [InlineData("run", "no-such-scenario")]
    [InlineData("bogus")]
    [InlineData("replay")]
    [InlineData("describe")]
    [InlineData("describe", "no-such-scenario")]
    [InlineData("check")]
    [InlineData("check-config")]
    [InlineData("describe", "a", "b")]
    [InlineData("describe", "--file", "")]
    [InlineData("describe", "--file")]
    [InlineData("list", "extra")]
    [InlineData("list", "--file", "")]
    [InlineData("list", "--bogus")]
    [InlineData("claims", "extra")]
    [InlineData("claims", "--write", "--bogus")]
    [InlineData("mutants", "extra")]
    [InlineData("run", "-")]
    [InlineData("run", "--", "--bogus")]
    [InlineData("replay", "x", "y")]
    public async Task Bad_usage_exits_with_64_and_writes_nothing(params string[] arguments)
    {
        using var cli = new Cli();
        Assert.Equal(64, await cli.Run(arguments));
        Assert.StartsWith("harness: ", cli.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", cli.Error, StringComparison.Ordinal);
        Assert.Equal("", cli.Out);
        Assert.True(cli.IsUntouched);
    }

    [Fact]
    public async Task Every_problem_is_listed_with_what_was_expected()
    {
        using var cli = new Cli();
        Assert.Equal(64, await cli.Run(
            "run", "nothing-like-it", "--jobs", "0", "--seeds", "x", "--seed", "é", "--audjt"));
        Assert.Contains("--jobs '0': expected a number from 1 to 64", cli.Error,
            StringComparison.Ordinal);
        Assert.Contains(
            "--seeds 'x': expected a number from 1 to 1,000,000", cli.Error,
            StringComparison.Ordinal);
        Assert.Contains("--seed 'é': expected 1 to 64 of", cli.Error, StringComparison.Ordinal);
        Assert.Contains("no option '--audjt': did you mean '--audit'?", cli.Error,
            StringComparison.Ordinal);
        Assert.Contains("no scenario matches 'nothing-like-it'", cli.Error,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no option '--fiel': did you mean '--file'?", "describe", "--fiel", "x.yaml")]
    [InlineData("no option '--fiel=x': did you mean '--file'?", "describe", "--fiel=x")]
    [InlineData("no option '--fiel': did you mean '--file'?", "list", "--fiel", "x.yaml")]
    [InlineData("no option '--trac': did you mean '--trace'?", "replay", "a-token", "--trac")]
    [InlineData("no option '--wrte': did you mean '--write'?", "seeds", "--wrte")]
    [InlineData("no option '--wrte': did you mean '--write'?", "claims", "--wrte")]
    [InlineData("no option '--bogus'", "mutants", "--bogus")]
    [InlineData("no option '--bogus'", "check", "--bogus")]
    [InlineData("no option '--bogus'", "check-config", "--bogus")]
    public async Task An_option_that_a_command_has_not_is_answered_with_the_one_that_was_meant(
        string expected, params string[] arguments)
    {
        using var cli = new Cli();
        Assert.Equal(64, await cli.Run(arguments));
        Assert.Equal(
            [
                $"harness: {expected}",
                "harness: 'harness --help' shows all commands, 'harness COMMAND --help' one of"
                + " them",
                "",
            ],
            cli.Error.Split('\n'));
    }

    [Fact]
    public async Task Behind_two_hyphens_every_word_is_a_file()
    {
        using var cli = new Cli();
        File.WriteAllText(Path.Combine(cli.Folder, "--x"), "");
        Assert.Equal(0, await cli.Run("check", "--", "--x"));
        Assert.Equal("1 fine\n", cli.Out);
    }

    [Theory]
    [InlineData("no command 'rnu': did you mean 'run'?", "rnu")]
    [InlineData("no command 'matrx': did you mean 'matrix'?", "matrx", "--jobs", "2")]
    [InlineData("no command 'wrok'", "wrok")]
    public async Task An_unknown_command_is_answered_with_the_one_that_was_meant(
        string expected, params string[] arguments)
    {
        using var cli = new Cli();
        Assert.Equal(64, await cli.Run(arguments));
        Assert.Equal(
            [
                $"harness: {expected}",
                "harness: 'harness --help' shows all commands, 'harness COMMAND --help' one of"
                + " them",
                "",
            ],
            cli.Error.Split('\n'));
    }

    [Theory]
    [InlineData("harness run --seeds 3", "--seeds", "3")]
    [InlineData("harness run --seeds 3 --jobs 3", "--seeds", "3", "--jobs", "3")]
    [InlineData("harness run --seeds=3", "--seeds=3")]
    [InlineData("harness matrix --seeds 3", "--seeds", "3", "matrix")]
    [InlineData("harness replay --trace TOKEN", "--trace", "TOKEN")]
    public async Task Options_without_a_command_are_answered_with_the_command(
        string expected, params string[] arguments)
    {
        using var cli = new Cli();
        Assert.Equal(64, await cli.Run(arguments));
        Assert.EndsWith(
            $"\nharness: options belong to a command: {expected}\n", cli.Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_option_that_no_command_has_is_not_given_to_one()
    {
        using var cli = new Cli();
        Assert.Equal(64, await cli.Run("--bogus"));
        Assert.DoesNotContain("belong", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_bounds_themselves_are_allowed()
    {
        var problems = new List<string>();
        Assert.Equal(1, OptionValues.Number("--jobs", "1", OptionValues.MostJobs, problems));
        Assert.Equal(64, OptionValues.Number("--jobs", "64", OptionValues.MostJobs, problems));
        Assert.Equal(
            1_000_000, OptionValues.Number("--seeds", "1000000", OptionValues.MostSeeds, problems));
        Assert.Equal(new string('a', 64), OptionValues.BaseSeed(new string('a', 64), problems));
        Assert.Empty(problems);
        OptionValues.BaseSeed(new string('a', 65), problems);
        Assert.Single(problems);
    }

    [Fact]
    public async Task A_bad_file_of_the_suite_is_told_with_its_place_before_anything_is_written()
    {
        using var cli = new Cli
        {
            Suite = new FakeSuite(FakeRunner.Passes)
            {
                Problems = [new("a.yaml", 3, 7, "no key 'claimz'"), new("a.yaml", 9, 1, "no unit")],
            },
        };
        Assert.Equal(64, await cli.Run());
        Assert.Equal(64, await cli.Run("list"));
        Assert.Contains("a.yaml:3:7: no key 'claimz'", cli.Error, StringComparison.Ordinal);
        Assert.Contains("a.yaml:9:1: no unit", cli.Error, StringComparison.Ordinal);
        Assert.True(cli.IsUntouched);
    }

    [Fact]
    public async Task Check_prints_every_problem_of_a_file_with_its_place()
    {
        using var cli = new Cli
        {
            Suite = new FakeSuite { Problems = [new("x.yaml", 3, 7, "no key 'claimz'")] },
        };
        File.WriteAllText(Path.Combine(cli.Folder, "x.yaml"), "");
        Assert.Equal(64, await cli.Run("check", "x.yaml", "missing.yaml"));
        Assert.Equal(
            "x.yaml:3:7: no key 'claimz'\nmissing.yaml:1:1: no such file\n", cli.Error);
        Assert.Equal("0 fine, 2 not\n", cli.Out);
    }

    [Fact]
    public async Task Check_says_how_many_files_are_fine()
    {
        using var cli = new Cli();
        File.WriteAllText(Path.Combine(cli.Folder, "x.yaml"), "");
        Assert.Equal(0, await cli.Run("check", "x.yaml", "x.yaml"));
        Assert.Equal("2 fine\n", cli.Out);
    }

    [Fact]
    public async Task Help_exits_with_0_and_does_not_show_the_workers_command()
    {
        using var cli = new Cli();
        Assert.Equal(0, await cli.Run("--help"));
        Assert.Contains("replay", cli.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("work ", cli.Out, StringComparison.Ordinal);
    }
}
