using System.Text.Json;
using Harness.Sim.Running;
using Xunit;

namespace Harness.Properties.Commands;

public sealed class JobTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("--jobs", "1")]
    [InlineData("--jobs", "5")]
    [InlineData("--jobs", "2", "--audit")]
    public async Task Results_are_the_same_bytes_for_any_number_of_jobs(params string[] how)
    {
        string[] what = ["run", FakeRunner.Passes, FakeRunner.FailsAtTimes, FakeRunner.Prints];
        using var one = new Cli();
        using var other = new Cli();
        Assert.Equal(1, await one.Run([.. what, "--jobs", "3"]));
        Assert.Equal(1, await other.Run([.. what, .. how]));
        Assert.Equal(one.ReportFile("results.json"), other.ReportFile("results.json"));
        Assert.Equal(one.ReportFile("junit.xml"), other.ReportFile("junit.xml"));
        Assert.Equal(one.ReportFile("summary.md"), other.ReportFile("summary.md"));
    }

    [Fact]
    public async Task Runs_are_reported_in_the_order_of_their_index_with_their_own_seeds()
    {
        using var cli = new Cli();
        await cli.Run("run", FakeRunner.Passes, "--seeds", "30", "--seed", "abc", "--jobs", "4");
        using var json = JsonDocument.Parse(cli.ReportFile("results.json"));
        Assert.Equal(
            Enumerable.Range(0, 30)
                .Select(i => Seeds.Format(Seeds.OfRun("abc", FakeRunner.Passes, i))),
            json.RootElement.GetProperty("scenarios")[0].GetProperty("seeds").EnumerateArray()
                .Select(seed => seed.GetProperty("seed").GetString()!));
    }

    [Fact]
    public async Task A_run_that_kills_its_process_is_a_verdict_and_the_others_go_on()
    {
        using var cli = new Cli();
        Assert.Equal(70, await cli.Run("run", FakeRunner.Dies, "--jobs", "2"));
        AssertHits(cli, FakeRunner.Dies);
        Assert.Contains(
            "the process died with exit code 3: the last words", cli.Out, StringComparison.Ordinal);
        Assert.Contains("replay  ", cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_throws_is_a_verdict_on_one_line()
    {
        using var cli = new Cli();
        Assert.Equal(70, await cli.Run("run", FakeRunner.Throws));
        AssertHits(cli, FakeRunner.Throws);
        Assert.Contains(
            @"InvalidOperationException left the run: thrown\non purpose", cli.Out,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_hangs_is_killed_by_the_guard_and_is_a_verdict()
    {
        string marker = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var time = new GuardTime();
        using var cli = new Cli
        {
            Time = time, Worker = StubWorker.Command((FakeRunner.HangsInto, marker)),
        };
        Task<int> run = cli.Run("run", FakeRunner.Hangs, "--seeds", "12", "--jobs", "1");
        while (!run.IsCompleted)
        {
            if (File.Exists(marker))
            {
                File.Delete(marker);
                time.PassAll();
            }

            await Task.Delay(10, Token);
        }

        Assert.Equal(70, await run);
        AssertHits(cli, FakeRunner.Hangs);
        Assert.Contains("the process hung: no answer within 120 s", cli.Out,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fail_fast_ends_with_the_first_failure_for_any_number_of_jobs()
    {
        var results = new List<string>();
        foreach (string jobs in new[] { "1", "4" })
        {
            using var cli = new Cli();
            Assert.Equal(1, await cli.Run(
                "run", FakeRunner.FailsAtTimes, FakeRunner.Passes, "--seeds", "100",
                "--fail-fast", "--jobs", jobs));
            Assert.Contains("ended by the first failure", cli.Out, StringComparison.Ordinal);
            results.Add(cli.ReportFile("results.json"));
        }

        Assert.Equal(results[0], results[1]);
        int first = Enumerable.Range(0, 100).First(i => IsHit(FakeRunner.FailsAtTimes, i));
        using var json = JsonDocument.Parse(results[0]);
        Assert.Equal(first + 1, json.RootElement.GetProperty("scenarios")[0]
            .GetProperty("seeds").GetArrayLength());
    }

    private static bool IsHit(string scenario, int index) =>
        FakeRunner.IsHit(Seeds.OfRun(Seeds.DefaultBase, scenario, index));

    // Exactly the runs that are hit are harness faults; every other one passed.
    private static void AssertHits(Cli cli, string scenario)
    {
        using var json = JsonDocument.Parse(cli.ReportFile("results.json"));
        string[] verdicts =
        [
            .. json.RootElement.GetProperty("scenarios")[0].GetProperty("seeds").EnumerateArray()
                .Select(seed => seed.GetProperty("verdict").GetString()!),
        ];
        Assert.Contains("HarnessFault", verdicts);
        Assert.Equal(
            verdicts.Select((_, i) => IsHit(scenario, i) ? "HarnessFault" : "Pass"), verdicts);
    }
}
