namespace Harness.Bench.Throughput;

/// <summary>What all rounds say of one workload.</summary>
/// <param name="Name">Its name in JSON.</param>
/// <param name="What">What is counted, for people.</param>
/// <param name="PerSecond">Per second of real time.</param>
/// <param name="Ratio">The same over the yardstick of the same round.</param>
/// <param name="BytesEach">Bytes allocated on the run's own thread, per one counted.</param>
internal sealed record Figure(
    string Name, string What, Spread PerSecond, Spread Ratio, Spread BytesEach);
