using Harness.Sim.Oracles;
using Harness.Sim.Running;
using Harness.Sim.Running.Mutants;
using Harness.Sim.Scenarios;
using Xunit;

namespace Harness.Properties.Suite;

/// <summary>
/// An oracle that cannot fail proves nothing: each catches a supervisor with one changed rule, run
/// through the whole simulation.
/// </summary>
public sealed class MutantTests
{
    public static TheoryData<string> Mutants => [.. MutantCatalog.All.Select(one => one.Name)];

    public static TheoryData<string> Oracles => [.. OracleCatalog.All.Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Mutants))]
    public void Every_mutant_is_caught_by_the_oracle_that_was_made_for_it(string name)
    {
        Mutant mutant = MutantCatalog.All.First(one => one.Name == name);
        Assert.True(
            IsCaught(mutant, mutant.Oracle), $"{mutant.Oracle} does not catch: {mutant.Change}");
    }

    [Theory]
    [MemberData(nameof(Oracles))]
    public void Every_oracle_catches_a_mutant(string oracle) => Assert.Contains(
        MutantCatalog.All.OrderBy(mutant => mutant.Oracle == oracle ? 0 : 1),
        mutant => IsCaught(mutant, oracle));

    private static bool IsCaught(Mutant mutant, string oracle) => RealSuite.Scenarios
        .Where(scenario => scenario.Claims.Any(claim => claim.Name == oracle))
        .Any(scenario => Enumerable.Range(0, scenario.Seeds)
            .Any(i => Fails(scenario, i, mutant, oracle)));

    private static bool Fails(Scenario scenario, int index, Mutant mutant, string oracle) =>
        ScenarioRunner.Run(MutantSystem.Input(
            scenario, Seeds.OfRun(Seeds.DefaultBase, scenario.Name, index), mutant))
            .Claims.Any(claim => claim.Oracle == oracle && claim.Finding.Verdict == Verdict.Fail);
}
