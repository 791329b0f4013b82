using Harness.Sim.Faults;
using Harness.Sim.Kernel;
using Harness.Sim.Oracles;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;

namespace Harness.Sim.Running;

/// <summary>
/// What became of a run: values only, whatever is to be said of them is said elsewhere.
/// </summary>
public sealed record RunRecord
{
    /// <summary>What was run.</summary>
    public required Scenario Scenario { get; init; }

    /// <summary>Its token.</summary>
    public required RunToken Token { get; init; }

    /// <summary>Every fault, in full.</summary>
    public required FaultPlan Plan { get; init; }

    /// <summary>What the kernel says.</summary>
    public required RunOutcome Outcome { get; init; }

    /// <summary>What happened.</summary>
    public required IReadOnlyList<TraceEvent> Events { get; init; }

    /// <summary>The fingerprint of all choices and events: 32 hex digits.</summary>
    public required string Digest { get; init; }

    /// <summary>What every oracle found; an ending that no oracle may judge has none.</summary>
    public required IReadOnlyList<ClaimFinding> Claims { get; init; }

    /// <summary>
    /// The ending's own verdict: Pass for a run that completed, Fail for stuck or livelock,
    /// Inconclusive for a bound, HarnessFault for a leak.
    /// </summary>
    public required Verdict EndingVerdict { get; init; }

    /// <summary>
    /// The worst of the ending's and the claims' verdicts. Named claims that were not reached in
    /// this run do not count here: they are judged over all runs. A run of which nothing that was
    /// asked can be judged is Inconclusive: it shows nothing.
    /// </summary>
    public Verdict Verdict => Claims
        .Where(claim => claim.Finding.Verdict != Verdict.Inconclusive)
        .Select(claim => claim.Verdict)
        .Append(EndingVerdict)
        .Append(ShowsNothing ? Verdict.Inconclusive : Verdict.Pass)
        .Max();

    /// <summary>
    /// Whether every claim that the scenario names is NotApplicable; if it names none, every claim.
    /// An ending that no oracle may judge has no claims, and speaks for itself.
    /// </summary>
    public bool ShowsNothing => Claims.Count > 0
        && (Claims.Any(claim => claim.IsNamed) ? Claims.Where(claim => claim.IsNamed) : Claims)
            .All(claim => claim.Verdict == Verdict.NotApplicable);
}
