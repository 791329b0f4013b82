using System.Globalization;

namespace Harness.Bench.Throughput;

/// <summary>What a figure is hoped to be. One that is not is said, and fails nothing.</summary>
internal sealed record Aim(string What, double Least, double Measured)
{
    internal bool IsMet => Measured >= Least;

    internal static IReadOnlyList<Aim> Of(ThroughputResult result)
    {
        double untraced = result[Workloads.Decisions].PerSecond.Median;
        double traced = result[Workloads.TracedDecisions].PerSecond.Median;
        return
        [
            new("decisions per second", 2_000_000, untraced),
            new("traced decisions per second", 1_000_000, traced),
            new("traced over untraced", 0.5, traced / untraced),
            new("time compression", 150_000, result[Workloads.TimeCompression].PerSecond.Median),
            new("time compression of the supervisor", 150_000,
                result[Workloads.SupervisorTimeCompression].PerSecond.Median),
        ];
    }

    /// <summary>The aim in words.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{What} at least {Least:#,0.##}: {(IsMet ? "met" : "not met")} ({Measured:#,0.##})");
}
