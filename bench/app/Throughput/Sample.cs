namespace Harness.Bench.Throughput;

/// <summary>One slice of one workload: how much it did, and what that took.</summary>
internal readonly record struct Sample(double Amount, double Seconds, long Bytes)
{
    internal double PerSecond => Amount / Seconds;

    internal double BytesEach => Bytes / Amount;
}
