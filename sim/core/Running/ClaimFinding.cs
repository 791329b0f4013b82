using Harness.Sim.Oracles;

namespace Harness.Sim.Running;

/// <summary>What one oracle found in one run.</summary>
/// <param name="Oracle">Its name.</param>
/// <param name="IsNamed">Whether the scenario names it.</param>
/// <param name="Finding">What it found.</param>
public sealed record ClaimFinding(string Oracle, bool IsNamed, Finding Finding)
{
    /// <summary>An unnamed claim that was not reached is not applicable.</summary>
    public Verdict Verdict =>
        Finding.Verdict == Verdict.Inconclusive && !IsNamed
            ? Verdict.NotApplicable
            : Finding.Verdict;
}
