using Harness.Reference.Documents;
using Harness.Sim.Kernel;

namespace Harness.Sim.Loading;

/// <summary>Reads what only the simulated world has: latencies.</summary>
internal static class Latencies
{
    /// <summary>Durations <c>a..b</c>, or one that is both ends.</summary>
    public static LatencyRange? Latency(
        this Values values, Field? field, Range<TimeSpan> limits) =>
        values.Times(field, limits) is { } times
            ? new LatencyRange(times.Least, times.Most)
            : null;
}
