using Harness.Bench.Throughput;

namespace Harness.Bench.Supervise;

/// <summary>What was measured of one candidate.</summary>
/// <param name="Candidate">Which.</param>
internal sealed record CandidateFigures(Candidate Candidate)
{
    /// <summary>From the kill of a worker to its new process, in milliseconds.</summary>
    internal Quantiles? Kill { get; init; }

    /// <summary>The same over the yardstick of the same round.</summary>
    internal Spread? KillRatio { get; init; }

    /// <summary>With all workers, before any was killed; null of the yardstick.</summary>
    internal Usage? Memory { get; init; }

    /// <summary>While nothing happened; null of the yardstick.</summary>
    internal IdleUse? Idle { get; init; }

    /// <summary>From the supervisor's start to its first worker, in milliseconds.</summary>
    internal Spread? FirstRuns { get; init; }

    /// <summary>To the last.</summary>
    internal Spread? AllRun { get; init; }

    /// <summary>To what the supervisor said of all; null from one that does not say so.</summary>
    internal Spread? AllReady { get; init; }

    /// <summary><see cref="AllRun"/> over the yardstick of the same round.</summary>
    internal Spread? AllRunRatio { get; init; }
}
