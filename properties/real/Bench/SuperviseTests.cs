using System.Globalization;
using System.Text.Json;
using Harness.Bench;
using Harness.Bench.Supervise;
using Harness.Bench.Throughput;
using Xunit;

namespace Harness.Properties.Bench;

/// <summary>What is said of real supervisors; how fast they are is no test's business.</summary>
public sealed class SuperviseTests
{
    private static readonly string[] Keys =
    [
        "killToRunningP50Ms", "killToRunningP99Ms", "rssKiB", "idleCpuPercent",
        "coldStartToReadyMs",
    ];

    private static readonly Candidate[] Two =
    [
        new(Candidates.Ours, "ours", null, (_, _) => throw new InvalidOperationException()),
        new(Candidates.S6, "theirs", "not installed",
            (_, _) => throw new InvalidOperationException()),
    ];

    [Theory]
    [InlineData("supervise", "--bogus")]
    [InlineData("supervise", "extra")]
    [InlineData("supervise", "--json=perhaps")]
    [InlineData("supervise", "--kills")]
    [InlineData("supervise", "--kills", "0")]
    [InlineData("supervise", "--kills", "-1")]
    [InlineData("supervise", "--kills", "many")]
    [InlineData("supervise", "--kills", "10001")]
    public void Bad_options_exit_with_64_and_start_nothing(params string[] arguments)
    {
        (int exit, string text, string error) = Run(arguments);

        Assert.Equal(64, exit);
        Assert.Equal("", text);
        Assert.StartsWith("bench: ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 1, 2)]
    [InlineData(3, 2, 3)]
    [InlineData(99, 50, 99)]
    [InlineData(100, 50, 99)]
    [InlineData(101, 51, 100)]
    [InlineData(200, 100, 198)]
    [InlineData(201, 101, 199)]
    public void A_quantile_is_the_value_at_its_nearest_rank(int count, double median, double p99)
    {
        double[] downwards = [.. Enumerable.Range(1, count).Select(i => (double)i).Reverse()];

        Assert.Equal(
            new Quantiles(count, count, median, p99, 1, count), Quantiles.Of(downwards));
    }

    [Theory]
    [InlineData(9.999, true)]
    [InlineData(10, false)]
    public void An_aim_is_met_only_below_its_bound(double median, bool isMet)
    {
        SuperviseAim aim = Assert.Single(
            SuperviseAim.Of(ResultOf(median)),
            one => one.What.EndsWith("p50", StringComparison.Ordinal));

        Assert.Equal(isMet, aim.IsMet);
        Assert.EndsWith(
            isMet ? "below 10 ms: met (9.999 ms)" : "below 10 ms: missed (10 ms)", aim.ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_that_was_not_measured_is_said_to_meet_an_aim() =>
        Assert.Empty(SuperviseAim.Of(ResultOf(1) with
        {
            Figures = [new CandidateFigures(Two[0]), new CandidateFigures(Two[1])],
        }));

    [Fact]
    public void Processor_time_at_rest_is_a_share_of_the_time_between_and_threads_may_come_and_go()
    {
        var before = new Usage(1, 0, null, TimeSpan.FromMilliseconds(100),
            new Dictionary<string, long> { ["stays"] = 10, ["goes"] = 90 });
        var after = new Usage(1, 0, null, TimeSpan.FromMilliseconds(140),
            new Dictionary<string, long> { ["stays"] = 25, ["comes"] = 5 });

        Assert.Equal(
            new IdleUse(2, 40, 10), IdleUse.Between(before, after, TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public void What_is_used_grows_with_what_is_done()
    {
        Usage before = Usage.Of([Environment.ProcessId]);
        while (Usage.Of([Environment.ProcessId]).Cpu - before.Cpu < TimeSpan.FromMilliseconds(5))
        {
            Thread.SpinWait(10_000);
        }

        Assert.Equal(1, before.Processes);
        Assert.True(before.RssKiB > 1000);
        Assert.True(before.Threads > 1);
    }

    [Fact]
    public void The_table_says_what_is_not_installed_in_the_invariant_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            var commas = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            commas.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture = commas;
            string text = SuperviseTable.Of(ResultOf(2.5));

            Assert.Contains("\ns6: not installed\n", text, StringComparison.Ordinal);
            Assert.Contains("\nsupervise: ours\n", text, StringComparison.Ordinal);
            Assert.Contains(" 2.50 ", text, StringComparison.Ordinal);
            Assert.Equal(3, text.Split("aim: ").Length - 1);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Json_gives_no_figure_of_what_is_not_installed()
    {
        using JsonDocument document = JsonDocument.Parse(SuperviseJson.Of(ResultOf(2.5)));

        JsonElement root = document.RootElement;
        Assert.Equal([.. Keys, "more"], root.EnumerateObject().Select(one => one.Name));
        Assert.Equal(2.5, root.GetProperty("killToRunningP50Ms").GetDouble());
        JsonElement all = root.GetProperty("more").GetProperty("candidates");
        Assert.Equal(["supervise", "s6"], all.EnumerateObject().Select(one => one.Name));
        Assert.Equal(
            ["what", "absent"],
            all.GetProperty("s6").EnumerateObject().Select(one => one.Name));
        Assert.Equal("not installed", all.GetProperty("s6").GetProperty("absent").GetString());
    }

    [Fact]
    public void A_supervisor_that_is_not_there_is_said_with_what_would_change_that()
    {
        IReadOnlyList<Candidate> all = Candidates.All(["/nowhere/supervise", "run"], "/nowhere");

        Assert.Equal(
            ["bare", "supervise", "supervise-notify", "runit", "s6"], all.Select(one => one.Name));
        Assert.Null(all[0].Absent);
        Assert.Equal("not built (/nowhere/supervise is not there)", all[1].Absent);
        Assert.Equal(
            "not installed (runsvdir is not in PATH; Debian: apt-get install runit)",
            all[3].Absent);
        Assert.Equal(
            "not installed (s6-svscan is not in PATH; Debian: apt-get install s6)", all[4].Absent);
    }

    private static SuperviseResult ResultOf(double median) => new(
        SuperviseSize.Tiny, MachineFacts.This(),
        [
            new CandidateFigures(Two[0])
            {
                Kill = new Quantiles(3, 3, median, 4, 1, 4),
                KillRatio = new Spread(1.5, 1, 2),
                Memory = new Usage(1, 2000, 1000, default, new Dictionary<string, long>()),
                Idle = new IdleUse(0.01, 2, 3),
                FirstRuns = new Spread(1, 1, 1),
                AllRun = new Spread(2, 2, 2),
                AllReady = new Spread(3, 3, 3),
                AllRunRatio = new Spread(4, 4, 4),
            },
            new CandidateFigures(Two[1]),
        ]);

    private static (int Exit, string Text, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        int exit = new BenchCommand(output, error) { Supervised = SuperviseSize.Tiny }
            .Run(arguments);
        return (exit, output.ToString(), error.ToString());
    }
}
