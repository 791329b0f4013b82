using System.Diagnostics;
using Harness.Sim.Running;
using Xunit;

namespace Harness.Properties.Commands;

public sealed class ReplayTests
{
    private static string Seed(string scenario, bool isHit) => Seeds.Format(Enumerable.Range(0, 100)
        .Select(i => Seeds.OfRun("1", scenario, i)).First(seed => FakeRunner.IsHit(seed) == isHit));

    [Fact]
    public async Task A_failed_run_shows_claim_because_window_faults_seed_digest_and_command()
    {
        using var cli = new Cli();
        string token =
            $"{FakeRunner.FailsAtTimes}@0badf00d:v3:{Seed(FakeRunner.FailsAtTimes, true)}";
        Assert.Equal(1, await cli.Run("replay", token));
        foreach (string expected in new[]
        {
            "claim   a-named-claim: Nobody is refused.", "because it was refused",
            "4.0000000 s  client refused client=4 unit=kresd1", "- { at: 2s, kill: supervisor }",
            "seed    ", "digest  ", "-- replay " + token,
        })
        {
            Assert.Contains(expected, cli.Out, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("note:", cli.Out, StringComparison.Ordinal);
        Assert.True(cli.IsUntouched);
    }

    [Fact]
    public async Task The_digest_is_the_one_that_the_run_reported()
    {
        using var cli = new Cli();
        await cli.Run("run", FakeRunner.FailsAtTimes);
        string block = cli.Out[cli.Out.IndexOf("  digest  ", StringComparison.Ordinal)..];
        string[] lines = block.Split('\n');
        string token = lines[1].Split(' ')[^1];
        Assert.Equal(1, await cli.Run("replay", token));
        Assert.Contains(lines[0], cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_trace_every_event_is_printed()
    {
        using var cli = new Cli();
        string token = $"{FakeRunner.Passes}@0badf00d:v3:{Seed(FakeRunner.Passes, false)}";
        Assert.Equal(0, await cli.Run("replay", token));
        Assert.DoesNotContain("client=9", cli.Out, StringComparison.Ordinal);
        Assert.Equal(0, await cli.Run("replay", token, "--trace"));
        Assert.Contains("client=9", cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_of_another_version_or_file_says_so_before_it_runs()
    {
        using var cli = new Cli();
        Assert.Equal(0, await cli.Run(
            "replay", $"{FakeRunner.Passes}@12345678:v999:00c0ffee00c0ffee"));
        Assert.StartsWith("note: the token is of trace version 999", cli.Out,
            StringComparison.Ordinal);
        Assert.Contains("note: the token is of file 12345678", cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_the_run_it_is_said_that_nobody_ends_one_that_hangs()
    {
        using var cli = new Cli();
        using Process harness = StubWorker.StartCli(
            cli.Folder, Path.Combine(cli.Folder, "hangs"), "replay",
            $"{FakeRunner.Hangs}@0badf00d:v3:{Seed(FakeRunner.Hangs, true)}");
        try
        {
            Assert.Equal(
                "a run that hangs is not ended here: Ctrl-C",
                await harness.StandardError.ReadLineAsync(TestContext.Current.CancellationToken));
        }
        finally
        {
            harness.Kill();
            await harness.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task All_problems_of_a_token_are_listed()
    {
        using var cli = new Cli();
        Assert.Equal(64, await cli.Run("replay", "fake/passes@xyz:one:12"));
        Assert.Contains("hash 'xyz'", cli.Error, StringComparison.Ordinal);
        Assert.Contains("trace version 'one'", cli.Error, StringComparison.Ordinal);
        Assert.Contains("seed '12'", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_scenario_is_refused_with_the_nearest_name()
    {
        using var cli = new Cli();
        Assert.Equal(64, await cli.Run("replay", "fake/pases@0badf00d:v3:00c0ffee00c0ffee"));
        Assert.Contains("did you mean 'fake/passes'?", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_throws_is_a_harness_fault()
    {
        using var cli = new Cli();
        Assert.Equal(70, await cli.Run(
            "replay", $"{FakeRunner.Throws}@0badf00d:v3:{Seed(FakeRunner.Throws, true)}"));
        Assert.Contains("InvalidOperationException left the run", cli.Out,
            StringComparison.Ordinal);
    }
}
