using System.Globalization;
using System.Text.Json;
using Harness.Bench;
using Harness.Bench.Throughput;
using Xunit;

namespace Harness.Properties.Bench;

/// <summary>The bench's own words and shapes; what it measures is no test's business.</summary>
public sealed class BenchTests
{
    private static readonly string[] Keys =
    [
        "yardstickPerSecond", "decisionsPerSecond", "tracedDecisionsPerSecond", "bytesPerDecision",
        "shortSimulationsPerSecond", "timeCompression", "supervisorTimeCompression",
    ];

    [Theory]
    [InlineData]
    [InlineData("bogus")]
    [InlineData("throughput", "--bogus")]
    [InlineData("throughput", "extra")]
    [InlineData("throughput", "--seconds")]
    [InlineData("throughput", "--seconds", "0")]
    [InlineData("throughput", "--seconds", "-1")]
    [InlineData("throughput", "--seconds", "1.5")]
    [InlineData("throughput", "--seconds", "3601")]
    [InlineData("throughput", "--seconds", "99999999999")]
    [InlineData("throughput", "--json=perhaps")]
    [InlineData("micro", "--filter")]
    [InlineData("micro", "--filter", "")]
    public void Bad_options_exit_with_64_and_measure_nothing(params string[] arguments)
    {
        (int exit, string text, string error) = Run(arguments);

        Assert.Equal(64, exit);
        Assert.Equal("", text);
        Assert.StartsWith("bench: ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_length_is_answered_with_what_was_expected() =>
        Assert.StartsWith("bench: --seconds 'x': expected a number from 1 to 3600",
            Run("throughput", "--seconds", "x").Error, StringComparison.Ordinal);

    [Fact]
    public void Json_has_the_seven_numbers_and_puts_everything_else_under_more()
    {
        (int exit, string text, string error) = Run("throughput", "--json", "--seconds", "1");

        Assert.Equal(0, exit);
        Assert.Equal("", error);
        using JsonDocument document = JsonDocument.Parse(text);
        Assert.Equal(
            [.. Keys, "more"], document.RootElement.EnumerateObject().Select(one => one.Name));
        Assert.All(Keys, key => Assert.True(document.RootElement.GetProperty(key).GetDouble() > 0));
        JsonElement more = document.RootElement.GetProperty("more");
        Assert.True(more.GetProperty("tracedBytesPerDecision").GetDouble() > 0);
        Assert.True(more.GetProperty("supervisorRunsPerSecond").GetDouble() > 0);
    }

    [Fact]
    public void The_table_says_which_aims_are_met_in_the_invariant_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = Commas();
            (int exit, string text, _) = Run("throughput", "--seconds", "1");

            Assert.Equal(0, exit);
            Assert.Contains(
                "aim: traced over untraced at least 0.5: ", text, StringComparison.Ordinal);
            Assert.Contains(
                "aim: time compression of the supervisor at least 150,000: ", text,
                StringComparison.Ordinal);
            Assert.Equal(5, text.Split("aim: ").Length - 1);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData(150_000, true)]
    [InlineData(149_999, false)]
    public void The_supervisor_has_an_aim_of_its_own(double compression, bool isMet)
    {
        var result = new ThroughputResult(1, [.. Workloads.All(WorkloadSize.Tiny).Select(one =>
            new Figure(one.Name, one.What, Of(one.Name), default, default))]);

        Aim aim = Assert.Single(
            Aim.Of(result), one => one.What == "time compression of the supervisor");
        Assert.Equal(compression, aim.Measured);
        Assert.Equal(isMet, aim.IsMet);

        Spread Of(string name) => name == Workloads.SupervisorTimeCompression
            ? new Spread(compression, 0, 0)
            : new Spread(1, 1, 1);
    }

    [Fact]
    public void A_spread_is_the_median_between_the_least_and_the_most()
    {
        Assert.Equal(new Spread(3, 1, 9), Spread.Of([9, 1, 3]));
        Assert.Equal(new Spread(2.5, 1, 9), Spread.Of([9, 1, 3, 2]));
    }

    private static CultureInfo Commas()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        return culture;
    }

    private static (int Exit, string Text, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        int exit = new BenchCommand(output, error) { Size = WorkloadSize.Tiny }.Run(arguments);
        return (exit, output.ToString(), error.ToString());
    }
}
