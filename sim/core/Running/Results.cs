using Harness.Sim.Oracles;

namespace Harness.Sim.Running;

/// <summary>A claim over all runs of a scenario.</summary>
/// <param name="Name">The oracle's name.</param>
/// <param name="Verdict">
/// The worst over all runs, or Inconclusive if it was reached too seldom.
/// </param>
/// <param name="Reached">In how many runs its situation arose.</param>
internal sealed record ClaimResult(string Name, Verdict Verdict, int Reached);

/// <summary>One run, as it is reported.</summary>
/// <param name="Seed">16 hex digits.</param>
/// <param name="Verdict">The run's verdict.</param>
/// <param name="Digest">32 hex digits.</param>
/// <param name="Steps">Steps of the kernel.</param>
/// <param name="VirtualMs">Virtual time that passed, in whole ms.</param>
/// <param name="Token">Replays it.</param>
/// <param name="Claims">
/// What each oracle found: name, verdict, whether named, whether reached.
/// </param>
/// <param name="Failure">How it failed, if it did.</param>
internal sealed record SeedResult(
    string Seed,
    Verdict Verdict,
    string Digest,
    long Steps,
    long VirtualMs,
    string Token,
    IReadOnlyList<SeedClaim> Claims,
    FailureReport? Failure);

/// <summary>What one oracle found in one reported run.</summary>
internal sealed record SeedClaim(string Name, Verdict Verdict, bool IsNamed, bool IsReached);

/// <summary>Everything that is to be told of a failed run but how to replay it.</summary>
/// <param name="Claim">The claim that failed, or the ending.</param>
/// <param name="Sentence">What it claims.</param>
/// <param name="Because">Why it does not hold.</param>
/// <param name="Window">The events that show it.</param>
/// <param name="Faults">
/// The fault plan, each as a scenario file says it: what is written so reads back as that fault.
/// </param>
internal sealed record FailureReport(
    string Claim,
    string Sentence,
    string Because,
    IReadOnlyList<WindowEntry> Window,
    IReadOnlyList<string> Faults)
{
    /// <summary>What was found out besides, in words.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>A scenario over all its runs.</summary>
internal sealed record ScenarioResult(
    string Name,
    Verdict Verdict,
    IReadOnlyList<ClaimResult> Claims,
    IReadOnlyList<SeedResult> Seeds);
