using System.Collections.Concurrent;
using Harness.Sim.Oracles;
using Harness.Sim.Running;
using Harness.Sim.Scenarios;
using Xunit;

namespace Harness.Properties.Suite;

/// <summary>
/// An oracle that cannot fail proves nothing: each catches a supervisor with one place of its
/// source changed, run through the whole simulation.
/// </summary>
public sealed class MutantTests
{
    /// <summary>
    /// Set to <c>all</c>, every mutant is held against every claim that it names: minutes of
    /// compiling. Otherwise it is one of each claim; that no mutant survives is what the matrix
    /// shows, which makes them all.
    /// </summary>
    private const string Variable = "HARNESS_MUTANTS";

    internal static bool AreAllMade => Environment.GetEnvironmentVariable(Variable) == "all";

    [Fact]
    public void Every_oracle_catches_a_mutant_that_was_made_for_it()
    {
        IEnumerable<(Mutant Mutant, string Claim)> pairs = RealMutants.All
            .SelectMany(mutant => mutant.Claims, (mutant, claim) => (mutant, claim));
        if (!AreAllMade)
        {
            pairs = pairs.DistinctBy(pair => pair.Claim);
        }

        var survivors = new ConcurrentBag<string>();
        Parallel.ForEach(
            pairs,
            one =>
            {
                if (!IsCaught(one.Mutant, one.Claim))
                {
                    survivors.Add($"{one.Claim} does not catch {one.Mutant.Name}");
                }
            });
        Assert.Empty(survivors.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_oracle_is_the_claim_of_a_mutant() => Assert.Empty(
        OracleCatalog.All.Select(oracle => oracle.Name)
            .Except(RealMutants.All.SelectMany(mutant => mutant.Claims)));

    [Fact]
    public void A_patch_of_a_policy_is_seen_by_the_oracle_that_follows_that_policy()
    {
        // The oracle asks the policy too: if it asked the patched one, both would be wrong alike.
        Mutant mutant = RealMutants.Find("otp-bears-two-more");
        Assert.True(IsCaught(mutant, "groups-are-as-the-policy-says"));
    }

    [Fact]
    public void A_run_of_a_mutant_is_the_same_twice_and_has_its_name_in_the_token()
    {
        Mutant mutant = RealMutants.Find("budget-one-more");
        Scenario scenario = RealSuite.Find("knot/K-threshold-edge");
        RunRecord first = ScenarioRunner.Run(RealMutants.Input(scenario, 7, mutant));
        Assert.EndsWith("~budget-one-more", first.Token.ToString(), StringComparison.Ordinal);
        Assert.Equal(
            first.Digest, ScenarioRunner.Run(RealMutants.Input(scenario, 7, mutant)).Digest);
        Assert.NotEqual(
            first.Digest, ScenarioRunner.Run(new RunInput(scenario, 7)).Digest);
    }

    private static bool IsCaught(Mutant mutant, string oracle) => RealSuite.Scenarios
        .Where(scenario => scenario.Claims.Any(claim => claim.Name == oracle))
        .Any(scenario => Enumerable.Range(0, scenario.Seeds)
            .Any(i => Fails(scenario, i, mutant, oracle)));

    private static bool Fails(Scenario scenario, int index, Mutant mutant, string oracle) =>
        ScenarioRunner.Run(RealMutants.Input(
            scenario, Seeds.OfRun(Seeds.DefaultBase, scenario.Name, index), mutant))
            .Claims.Any(claim => claim.Oracle == oracle && claim.Finding.Verdict == Verdict.Fail);
}
