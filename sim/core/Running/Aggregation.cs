using Harness.Sim.Oracles;
using Harness.Sim.Scenarios;

namespace Harness.Sim.Running;

/// <summary>Judges a scenario from all its runs.</summary>
internal static class Aggregation
{
    /// <summary>
    /// A claim is the worst over the runs; a named one that was reached in fewer runs than its
    /// share of those that can reach it is at least Inconclusive, an unnamed one that was never
    /// reached is NotApplicable, and so is a named one that applies to no run. The scenario is the
    /// worst of its claims and of its runs; one that was not run at all is Inconclusive, and so is
    /// one of whose named claims none applies.
    /// </summary>
    /// <returns>Named claims first, as the scenario lists them; then the others as they came
    /// up.</returns>
    public static ScenarioResult Of(Scenario scenario, IReadOnlyList<SeedResult> seeds)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(seeds);
        var tallies = new List<Tally>();
        var byName = new Dictionary<string, Tally>(StringComparer.Ordinal);
        foreach (ClaimUse use in scenario.Claims)
        {
            Of(use.Name).Use = use;
        }

        foreach (SeedClaim claim in seeds.SelectMany(seed => seed.Claims))
        {
            Of(claim.Name).Take(claim);
        }

        ClaimResult[] claims = [.. tallies.Select(tally => tally.Judge(seeds.Count))];
        Verdict verdict = claims.Select(claim => claim.Verdict)
            .Concat(seeds.Select(seed => seed.Verdict))
            .Append(seeds.Count == 0 || ShowsNothing(tallies, claims)
                ? Verdict.Inconclusive : Verdict.Pass)
            .Max();
        return new ScenarioResult(scenario.Name, verdict, claims, seeds);

        Tally Of(string name)
        {
            if (!byName.TryGetValue(name, out Tally? tally))
            {
                tally = new Tally(name);
                byName.Add(name, tally);
                tallies.Add(tally);
            }

            return tally;
        }
    }

    private static bool ShowsNothing(List<Tally> tallies, ClaimResult[] claims)
    {
        ClaimResult[] named = [.. claims.Where((_, index) => tallies[index].Use is not null)];
        return (named.Length > 0 ? named : claims)
            .All(claim => claim.Verdict == Verdict.NotApplicable);
    }

    /// <summary>
    /// The runs, of <paramref name="runs"/>, in which a claim of that share must be reached:
    /// exactly so many are enough, one fewer is not.
    /// </summary>
    public static int NeededReaches(int sharePercent, int runs) =>
        sharePercent == 0 ? 1 : Math.Max(1, (int)((((long)sharePercent * runs) + 99) / 100));

    private sealed class Tally(string name)
    {
        private Verdict _worst = Verdict.NotApplicable;
        private int _reached;
        private int _notApplicable;

        public ClaimUse? Use { get; set; }

        public void Take(SeedClaim claim)
        {
            if (claim.IsReached)
            {
                _reached++;
            }

            if (claim.Verdict == Verdict.NotApplicable)
            {
                _notApplicable++;
            }

            // Not reached in one run says nothing yet: that is judged over all runs.
            if (claim.Verdict != Verdict.Inconclusive && claim.Verdict > _worst)
            {
                _worst = claim.Verdict;
            }
        }

        public ClaimResult Judge(int runs) => new(name, WithShare(runs - _notApplicable), _reached);

        // A claim that applies to no run of a scenario cannot be reached too seldom.
        private Verdict WithShare(int runs) =>
            Use is not null && (runs > 0 || _notApplicable == 0)
                && _reached < NeededReaches(Use.SharePercent, runs)
                && _worst < Verdict.Inconclusive
                ? Verdict.Inconclusive
                : _worst;
    }
}
