namespace Harness.Bench.Supervise;

/// <summary>What is measured beside the others.</summary>
/// <param name="Name">Its name in the table and in JSON.</param>
/// <param name="What">What it is, for people.</param>
/// <param name="Absent">
/// Why it cannot be measured on this machine, and what would change that; null if it can.
/// </param>
/// <param name="Make">Makes a new fleet of that many workers.</param>
internal sealed record Candidate(
    string Name, string What, string? Absent, Func<Workplace, int, IFleet> Make)
{
    /// <summary>Measured in cold starts only: else it is as another one.</summary>
    internal bool IsForColdStarts { get; init; }
}
