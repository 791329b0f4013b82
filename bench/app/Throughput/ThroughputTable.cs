using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Harness.Reports;

namespace Harness.Bench.Throughput;

/// <summary>The figures for people.</summary>
internal static class ThroughputTable
{
    private static readonly Column[] Columns =
    [
        new("figure"), new("median", true), new("min..max", true), new("x yardstick", true),
        new("min..max", true), new("bytes each", true), new("what"),
    ];

    internal static string Of(ThroughputResult result)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture,
            $"{RuntimeInformation.FrameworkDescription}, ");
        text.Append(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} processors, ");
        text.Append(CultureInfo.InvariantCulture,
            $"{result.Rounds} rounds after one of warm-up; median, and least..most\n\n");
        text.Append(TableText.Of(Columns, [.. result.Figures.Select(Row)]));
        text.Append('\n');
        foreach (Aim aim in Aim.Of(result))
        {
            text.Append(CultureInfo.InvariantCulture, $"aim: {aim}\n");
        }

        return text.ToString();
    }

    private static string[] Row(Figure figure) =>
    [
        figure.Name,
        Number(figure.PerSecond.Median),
        $"{Number(figure.PerSecond.Least)}..{Number(figure.PerSecond.Most)}",
        Ratio(figure.Ratio.Median),
        $"{Ratio(figure.Ratio.Least)}..{Ratio(figure.Ratio.Most)}",
        Number(figure.BytesEach.Median),
        figure.What,
    ];

    private static string Number(double value) =>
        value.ToString(value < 100 ? "#,0.0" : "#,0", CultureInfo.InvariantCulture);

    // Three digits that count: some are near 1, others thousandths.
    private static string Ratio(double value) => value.ToString("G3", CultureInfo.InvariantCulture);
}
