using Harness.Sim.Oracles;
using Harness.Sim.Running;
using Harness.Sim.Scenarios;

namespace Harness.Reports;

/// <summary>A scenario's result without its single runs: what tables and summaries show.</summary>
/// <param name="Name">The scenario.</param>
/// <param name="Sentence">What it claims.</param>
/// <param name="Verdict">The worst of its claims and runs.</param>
/// <param name="Runs">How many runs there were.</param>
/// <param name="Claims">Its claims over all runs.</param>
/// <param name="Named">The names of the claims that the scenario makes itself.</param>
/// <param name="Shown">The runs whose failures are shown: the first of each claim that
/// failed.</param>
/// <param name="NotShown">How many more runs did not pass.</param>
internal sealed record ScenarioSummary(
    string Name,
    string Sentence,
    Verdict Verdict,
    int Runs,
    IReadOnlyList<ClaimResult> Claims,
    IReadOnlyList<string> Named,
    IReadOnlyList<SeedResult> Shown,
    int NotShown)
{
    /// <summary>Failures shown of one scenario, at most.</summary>
    public const int MostShown = 3;

    /// <summary>Takes the first run of each claim that failed, and no more than fit.</summary>
    public static ScenarioSummary Of(Scenario scenario, ScenarioResult result)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(result);
        var claims = new HashSet<string>(StringComparer.Ordinal);
        var shown = new List<SeedResult>();
        int failed = 0;
        foreach (SeedResult seed in result.Seeds.Where(seed => seed.Verdict > Verdict.Pass))
        {
            failed++;
            if (seed.Failure is { } failure && shown.Count < MostShown && claims.Add(failure.Claim))
            {
                shown.Add(seed);
            }
        }

        return new ScenarioSummary(
            scenario.Name, scenario.Claim, result.Verdict, result.Seeds.Count, result.Claims,
            [.. scenario.Claims.Select(claim => claim.Name)], shown, failed - shown.Count);
    }

    /// <summary>
    /// Named claims whose situation arose in no run: what they say was not tested.
    /// </summary>
    public IEnumerable<string> NeverReached => NotJudged
        .Where(claim => claim.Verdict != Verdict.NotApplicable).Select(claim => claim.Name);

    /// <summary>Named claims that cannot be judged in any run of this scenario.</summary>
    public IEnumerable<string> NotApplicable => NotJudged
        .Where(claim => claim.Verdict == Verdict.NotApplicable).Select(claim => claim.Name);

    private IEnumerable<ClaimResult> NotJudged =>
        Claims.Where(claim => claim.Reached == 0 && Named.Contains(claim.Name));

    /// <summary>Its claims in a few words: <c>3 pass, 1 inconclusive</c>.</summary>
    public string ClaimsInWords
    {
        get
        {
            string[] parts =
            [
                .. Claims.Where(claim => claim.Verdict != Verdict.NotApplicable)
                    .GroupBy(claim => claim.Verdict)
                    .OrderByDescending(group => group.Key)
                    .Select(group => FormattableString.Invariant(
                        $"{group.Count()} {VerdictWords.Lower(group.Key)}")),
            ];
            return parts.Length == 0 ? "none" : string.Join(", ", parts);
        }
    }
}
