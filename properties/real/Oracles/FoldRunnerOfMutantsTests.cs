using Harness.Properties.Suite;
using Harness.Sim.Oracles;
using Harness.Sim.Running;
using Harness.Sim.Scenarios;
using Xunit;

namespace Harness.Properties.Oracles;

/// <summary>
/// The oracles of a run are spared the events that they do not read: whole runs, of supervisors
/// that are right and of mutants that are not, must be judged as if they had been handed all.
/// </summary>
public sealed class FoldRunnerOfMutantsTests
{
    // The rest is made where all mutants are: compiling them takes minutes.
    private const int FewOfEach = 1;

    public static TheoryData<string> Scenarios =>
        [.. RealSuite.Scenarios.Select(scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void An_oracle_finds_the_same_of_a_run_if_it_is_handed_what_it_does_not_read(
        string name)
    {
        Scenario scenario = RealSuite.Find(name);
        IEnumerable<Mutant?> supervisors =
        [
            null,
            .. RealMutants.All.Where(
                mutant => scenario.Claims.Any(
                    claim => mutant.Claims.Contains(claim.Name)))
                .Take(MutantTests.AreAllMade ? int.MaxValue : FewOfEach),
        ];
        ulong seed = Seeds.OfRun("fold", name, 0);
        foreach (Mutant? mutant in supervisors)
        {
            RunRecord run = ScenarioRunner.Run(RealMutants.Input(scenario, seed, mutant));
            var view = RunView.Of(scenario, run.Events, run.Outcome.EndedAt, null);
            Finding[] sparing = FoldRunner.Judge(view, OracleCatalog.All);
            Finding[] all = FoldRunner.Judge(view, OracleCatalog.All, EventGroups.All);
            Assert.True(sparing.SequenceEqual(all), $"{run.Token}: {Difference(sparing, all)}");
        }
    }

    private static string Difference(Finding[] sparing, Finding[] all) => string.Join(
        ", ", OracleCatalog.All.Select(oracle => oracle.Name)
            .Where((_, index) => sparing[index] != all[index]));
}
