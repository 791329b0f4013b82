using System.Diagnostics;

namespace Harness.Bench.Throughput;

/// <summary>
/// Measures every workload in turn, round after round, so that whatever else the machine does meets
/// all of them. The first round is for the compiler and is not counted.
/// </summary>
internal static class ThroughputRun
{
    private const int Rounds = 5;

    /// <summary>One measuring of about that length; a slice is at least one whole pass.</summary>
    internal static ThroughputResult Measure(WorkloadSize size, TimeSpan length)
    {
        IReadOnlyList<Workload> workloads = Workloads.All(size);
        TimeSpan slice = length / ((Rounds + 1) * workloads.Count);
        var rounds = new List<Sample[]>();
        for (int round = 0; round <= Rounds; round++)
        {
            rounds.Add([.. workloads.Select(workload => Take(workload, slice))]);
        }

        rounds.RemoveAt(0);
        return new ThroughputResult(Rounds,
            [.. workloads.Select((workload, index) => new Figure(
                workload.Name,
                workload.What,
                Spread.Of(rounds.Select(round => round[index].PerSecond)),
                Spread.Of(rounds.Select(round => round[index].PerSecond / round[0].PerSecond)),
                Spread.Of(rounds.Select(round => round[index].BytesEach))))]);
    }

    private static Sample Take(Workload workload, TimeSpan slice)
    {
        GC.Collect(); // nobody pays for what the one before left behind
        double amount = 0;
        long bytes = GC.GetAllocatedBytesForCurrentThread();
        long begun = Stopwatch.GetTimestamp();
        do
        {
            amount += workload.Pass();
        }
        while (Stopwatch.GetElapsedTime(begun) < slice);

        double seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        return new Sample(amount, seconds, GC.GetAllocatedBytesForCurrentThread() - bytes);
    }
}
