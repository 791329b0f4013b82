namespace Harness.Bench.Throughput;

/// <summary>How much one pass of the workloads is.</summary>
/// <param name="Yields">Yields of each of the 10 actors.</param>
/// <param name="VirtualTime">How long the virtual-time workloads last.</param>
/// <param name="Many">Pollers, and workers of the long supervised run.</param>
internal sealed record WorkloadSize(int Yields, TimeSpan VirtualTime, int Many)
{
    /// <summary>What the published figures mean: 100 of them, for 24 h.</summary>
    internal static readonly WorkloadSize Full = new(20_000, TimeSpan.FromHours(24), 100);

    /// <summary>Enough to see that everything runs; the figures mean nothing.</summary>
    internal static readonly WorkloadSize Tiny = new(500, TimeSpan.FromMinutes(10), 10);
}
