namespace Harness.Sim.Scenarios;

/// <summary>A claim that a scenario makes, by the name of its oracle.</summary>
public sealed record ClaimUse
{
    /// <summary>The oracle's name.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// The share of runs, in percent, in which its situation must arise; 0 means at least one run.
    /// </summary>
    public int SharePercent { get; init; }

    /// <summary>What was recorded, for the claim that compares with a recording.</summary>
    public Recorded? Recorded { get; init; }
}

/// <summary>A recorded run of a real supervisor: when a worker's processes were started.</summary>
/// <param name="Worker">Which worker.</param>
/// <param name="Starts">The times of its starts, since the start of the run.</param>
/// <param name="Tolerance">How far a start may be from its recorded time, either way.</param>
public sealed record Recorded(string Worker, IReadOnlyList<TimeSpan> Starts, TimeSpan Tolerance);
