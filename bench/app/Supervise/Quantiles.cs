namespace Harness.Bench.Supervise;

/// <summary>
/// What some measured values say. A quantile is the nearest rank: the least value that at least
/// that share of all is not above, so that it is always a value that was measured.
/// </summary>
/// <param name="Count">How many there are.</param>
/// <param name="First">The one that was measured first.</param>
/// <param name="Median">Half of them are not above it.</param>
/// <param name="P99">99 of 100 are not above it; the most, if there are fewer than 100.</param>
/// <param name="Least">The least.</param>
/// <param name="Most">The most.</param>
internal sealed record Quantiles(
    int Count, double First, double Median, double P99, double Least, double Most)
{
    /// <summary>Of at least one value, in the order of measuring.</summary>
    internal static Quantiles Of(IReadOnlyList<double> values)
    {
        double[] sorted = [.. values.Order()];
        return new Quantiles(
            sorted.Length, values[0], Rank(sorted, 50), Rank(sorted, 99), sorted[0], sorted[^1]);
    }

    // Whole numbers: 0.99 times 100 is a little more than 99 in floats.
    private static double Rank(double[] sorted, int hundredths) =>
        sorted[(((hundredths * sorted.Length) + 99) / 100) - 1];
}
