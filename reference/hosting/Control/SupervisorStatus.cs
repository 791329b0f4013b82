namespace Harness.Hosting.Control;

/// <summary>How a supervisor and its workers are.</summary>
public sealed record SupervisorStatus
{
    /// <summary>The tag of the configuration in force; empty if it was given in code.</summary>
    public required string Config { get; init; }

    /// <summary>
    /// What became of the last change: accepted, refused, invalid, mismatch or rolled-back; null if
    /// there was none.
    /// </summary>
    public required string? LastChange { get; init; }

    /// <summary>The counter of the error budget; null if it is not known.</summary>
    public required int? ErrorCounter { get; init; }

    /// <summary>The workers, in the order of the configuration.</summary>
    public required IReadOnlyList<WorkerStatus> Workers { get; init; }

    /// <summary>What lives beside them: canaries, and surges of a rollout.</summary>
    public required IReadOnlyList<BesideStatus> Besides { get; init; }
}
