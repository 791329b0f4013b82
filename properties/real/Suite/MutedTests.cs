using System.Collections.Concurrent;
using Harness.Sim.Oracles;
using Harness.Sim.Running;
using Harness.Sim.Scenarios;
using Xunit;

namespace Harness.Properties.Suite;

/// <summary>
/// A claim that is judged by acts must be judged so: of a supervisor whose log is lost nothing is
/// found that is not so, and its mutants are still caught.
/// </summary>
public sealed class MutedTests(ITestOutputHelper output)
{
    private const int SeedsOfEach = 3;

    // All of them are where all mutants are made: that takes minutes.
    private const int FewOracles = 8;

    [Fact]
    public void Nothing_is_wrong_with_a_supervisor_because_it_says_nothing()
    {
        var wrong = new ConcurrentBag<string>();
        Parallel.ForEach(RealSuite.Scenarios, scenario =>
        {
            foreach (int index in Enumerable.Range(0, SeedsOfEach))
            {
                RunRecord run = Run(scenario, index, mutant: null);
                foreach (ClaimFinding claim in run.Claims
                    .Where(claim => claim.Finding.Verdict >= Verdict.Fail))
                {
                    wrong.Add($"{scenario.Name} #{index} {claim.Oracle}: {claim.Finding.Because}");
                }
            }
        });
        Assert.True(wrong.IsEmpty, string.Join('\n', wrong.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Every_oracle_that_judges_by_acts_catches_a_mutant_that_says_nothing()
    {
        var survivors = new ConcurrentBag<string>();
        var caught = new ConcurrentBag<string>();
        IOracle[] oracles =
        [
            .. OracleCatalog.All.Where(oracle => oracle.Vocabulary == Vocabulary.Acts)
                .Take(MutantTests.AreAllMade ? int.MaxValue : FewOracles),
        ];
        Parallel.ForEach(oracles, oracle =>
        {
            Mutant? one = RealMutants.All.Where(mutant => mutant.Claims.Contains(oracle.Name))
                .FirstOrDefault(mutant => IsCaught(mutant, oracle.Name));
            if (one is null)
            {
                survivors.Add(oracle.Name);
            }
            else
            {
                caught.Add($"{oracle.Name}: {one.Name}");
            }
        });
        output.WriteLine(string.Join('\n', caught.Order(StringComparer.Ordinal)));
        Assert.Empty(survivors.Order(StringComparer.Ordinal));
        Assert.InRange(
            caught.Count, MutantTests.AreAllMade ? 25 : FewOracles, int.MaxValue);
    }

    private static bool IsCaught(Mutant mutant, string oracle) => RealSuite.Scenarios
        .Where(scenario => scenario.Claims.Any(claim => claim.Name == oracle))
        .Any(scenario => Enumerable.Range(0, scenario.Seeds).Any(
            index => Run(scenario, index, mutant).Claims.Any(claim =>
                claim.Oracle == oracle && claim.Finding.Verdict == Verdict.Fail)));

    private static RunRecord Run(Scenario scenario, int index, Mutant? mutant)
    {
        RunInput input = RealMutants.Input(
            scenario, Seeds.OfRun(Seeds.DefaultBase, scenario.Name, index), mutant);
        return ScenarioRunner.Run(input with { System = new MutedSystem(input.System) });
    }
}
