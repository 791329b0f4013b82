using System.Diagnostics;
using System.Globalization;
using Harness.Sim.Running;
using Xunit;

namespace Harness.Properties.Commands;

public sealed class InterruptTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_ends_the_workers_and_what_ran_is_reported(string signal)
    {
        using var cli = new Cli();
        string marker = Path.Combine(cli.Folder, "hangs");
        using Process harness = StubWorker.StartCli(
            cli.Folder, marker, "run", FakeRunner.Passes, FakeRunner.Hangs, "--jobs", "1");
        await Hanging(harness, marker);
        int[] workers = Children(harness.Id);
        Assert.NotEmpty(workers);
        using (Process kill = Process.Start("kill", [$"-{signal}", $"{harness.Id}"]))
        {
            await kill.WaitForExitAsync(Token);
        }

        string output = await harness.StandardOutput.ReadToEndAsync(Token);
        await harness.WaitForExitAsync(Token);
        Assert.Equal(130, harness.ExitCode);
        Assert.Contains("interrupted, so the report was left as it was", output,
            StringComparison.Ordinal);
        Assert.Contains("fake/hangs", output, StringComparison.Ordinal);
        Assert.DoesNotContain("HarnessFault", output, StringComparison.Ordinal);
        Assert.All(workers, worker => Assert.False(Directory.Exists($"/proc/{worker}")));
    }

    [Fact]
    public async Task An_interrupted_matrix_shows_what_ran_and_concludes_nothing()
    {
        using var cli = new Cli();
        string output = await InterruptedWhenItHangs(
            cli, "matrix", FakeRunner.FailsAtTimes, FakeRunner.Hangs, "--jobs", "1");
        string[] lines = output.Split('\n');

        // The first mutant of the first scenario is done before anything can hang. Whether that
        // happens to the first mutant or to the second is for the lane to say: it may have taken
        // one more run of what was caught already.
        string[] row = Row(lines, FakeRunner.FailsAtTimes);
        Assert.Equal("x", row[1]);
        Assert.Contains(row[2], new[] { "x", "-" });
        Assert.Contains("-", Row(lines, FakeRunner.Hangs));
        Assert.Contains("- not run to its end", output, StringComparison.Ordinal);
        Assert.DoesNotContain("caught by no scenario", output, StringComparison.Ordinal);
        Assert.Matches("^interrupted: [1-9][0-9]* of at most 80 runs were made$", lines[^2]);

        static string[] Row(string[] lines, string scenario) => lines
            .Single(line => line.StartsWith(scenario, StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    [Fact]
    public async Task An_interrupted_audit_reports_the_pairs_that_were_finished()
    {
        // The second half of a batch of 8 is made backwards.
        (string seed, int hit) = Enumerable.Range(0, 1000)
            .Select(number => number.ToString(CultureInfo.InvariantCulture))
            .Select(seed => (Seed: seed, Hit: Enumerable.Range(0, 8).LastOrDefault(
                index => FakeRunner.IsHit(Seeds.OfRun(seed, FakeRunner.HangsAgain, index)), 7)))
            .First(found => found.Hit < 6 && Enumerable.Range(found.Hit + 1, 7 - found.Hit).Any(
                index => Seeds.OfRun(found.Seed, FakeRunner.HangsAgain, index) % 4 == 1));
        using var cli = new Cli();
        string output = await InterruptedWhenItHangs(
            cli, "run", FakeRunner.HangsAgain, "--audit", "--jobs", "1", "--seeds", "32",
            "--seed", seed);
        Assert.Contains(
            FormattableString.Invariant($": {7 - hit} of 32 runs were made"), output,
            StringComparison.Ordinal);

        // One pair differs: that is told, although it was not run again.
        Assert.Contains("two-runs-of-a-seed-are-the-same", output, StringComparison.Ordinal);
        Assert.Contains("could not be run again", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_worker_outlives_a_harness_that_was_killed_even_in_the_middle_of_a_run()
    {
        using var cli = new Cli();
        string marker = Path.Combine(cli.Folder, "hangs");
        using Process harness = StubWorker.StartCli(
            cli.Folder, marker, "run", FakeRunner.Hangs, "--jobs", "2");
        await Hanging(harness, marker);
        int[] workers = Children(harness.Id);
        Assert.NotEmpty(workers);
        harness.Kill();
        await harness.WaitForExitAsync(Token);
        foreach (int worker in workers)
        {
            while (Directory.Exists($"/proc/{worker}") && !IsZombie(worker))
            {
                await Task.Delay(10, Token);
            }
        }

        Assert.False(File.Exists(Path.Combine(cli.Report, "results.json")));
    }

    private static async Task<string> InterruptedWhenItHangs(Cli cli, params string[] arguments)
    {
        string marker = Path.Combine(cli.Folder, "hangs");
        using Process harness = StubWorker.StartCli(cli.Folder, marker, arguments);
        await Hanging(harness, marker);
        using (Process kill = Process.Start("kill", ["-INT", $"{harness.Id}"]))
        {
            await kill.WaitForExitAsync(Token);
        }

        string output = await harness.StandardOutput.ReadToEndAsync(Token);
        await harness.WaitForExitAsync(Token);
        Assert.Equal(130, harness.ExitCode);
        return output;
    }

    private static async Task Hanging(Process harness, string marker)
    {
        while (!File.Exists(marker))
        {
            Assert.False(harness.HasExited, "the harness ended before a run hung");
            await Task.Delay(10, Token);
        }
    }

    private static int[] Children(int parent) =>
    [
        .. Directory.GetDirectories($"/proc/{parent}/task")
            .SelectMany(task => File.ReadAllText(Path.Combine(task, "children"))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(int.Parse),
    ];

    // In a container nobody may collect orphans: a zombie has ended.
    private static bool IsZombie(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/stat").Contains(") Z ",
            StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true;
        }
    }
}
