namespace Harness.Bench.Throughput;

/// <summary>Something that is measured: a pass of it, which says how much it did.</summary>
/// <param name="Name">The figure's name in JSON.</param>
/// <param name="What">What is counted, for people.</param>
/// <param name="Pass">One pass, on this thread; gives the number of what is counted.</param>
internal sealed record Workload(string Name, string What, Func<double> Pass);
