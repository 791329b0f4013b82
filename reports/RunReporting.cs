using Harness.Sim.Faults;
using Harness.Sim.Kernel;
using Harness.Sim.Oracles;
using Harness.Sim.Running;

namespace Harness.Reports;

/// <summary>
/// Makes the reported form of a run: all that is to be told of it, as values.
/// </summary>
internal static class RunReporting
{
    /// <summary>
    /// What a failure names as its claim if no oracle, but the ending itself, is at fault.
    /// </summary>
    public const string EndingClaim = "the-run-ends";

    /// <summary>The sentence of <see cref="EndingClaim"/>.</summary>
    public const string EndingSentence =
        "A run completes: nothing is stuck, leaks or crashes, and no bound is hit.";

    /// <summary>The reported form of one run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="oracles">Where the claims' sentences are.</param>
    public static SeedResult Of(RunRecord run, IReadOnlyList<IOracle> oracles)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(oracles);
        return new SeedResult(
            Seeds.Format(run.Token.Seed),
            run.Verdict,
            run.Digest,
            run.Outcome.Steps,
            run.Outcome.EndedAt.Ticks / TimeSpan.TicksPerMillisecond,
            run.Token.ToString(),
            [.. run.Claims.Select(claim => new SeedClaim(
                claim.Oracle, claim.Verdict, claim.IsNamed, claim.Finding.IsReached))],
            run.Verdict > Verdict.Pass ? Failure(run, oracles) : null);
    }

    private static FailureReport Failure(RunRecord run, IReadOnlyList<IOracle> oracles)
    {
        // In the order of time, for whoever reads them; those at calls and starts come first.
        string[] faults = [.. run.Plan.Faults
            .OrderBy(fault => fault.Trigger is AtTime at ? at.After : TimeSpan.MinValue)
            .Select(fault => fault.ToYaml())];
        if (run.EndingVerdict == run.Verdict)
        {
            return new FailureReport(
                EndingClaim, EndingSentence, Ending(run.Outcome),
                EventWindow.Of(run.Events, -1, -1), faults);
        }

        ClaimFinding claim = run.Claims.FirstOrDefault(claim =>
            claim.Verdict == run.Verdict && claim.Finding.Verdict != Verdict.Inconclusive)
            ?? FirstAsked(run);
        string sentence = oracles
            .FirstOrDefault(oracle => oracle.Name == claim.Oracle)?.Claim ?? "";
        return new FailureReport(
            claim.Oracle, sentence, claim.Finding.Because,
            EventWindow.Of(run.Events, claim.Finding.FirstEvent, claim.Finding.LastEvent),
            faults);
    }

    // No claim is as bad as the run: it is the run that shows nothing, because none applies.
    private static ClaimFinding FirstAsked(RunRecord run)
    {
        ClaimFinding asked = run.Claims.FirstOrDefault(claim => claim.IsNamed) ?? run.Claims[0];
        return asked with
        {
            Finding = asked.Finding with
            {
                Because = $"no claim applies, and so nothing is shown: {asked.Finding.Because}",
            },
        };
    }

    private static string Ending(RunOutcome outcome)
    {
        string because = outcome.Because.Length > 0
            ? outcome.Because
            : FormattableString.Invariant($"the run ended as {outcome.Ending}");
        return outcome.Pending.Count == 0
            ? because
            : $"{because}; pending: {string.Join("; ", outcome.Pending)}";
    }
}
