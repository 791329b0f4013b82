using Harness.Reports;
using Harness.Scenarios.Commands;
using Harness.Sim.Oracles;
using Harness.Sim.Running;
using Harness.Sim.Scenarios;
using Xunit;

namespace Harness.Properties.Loading;

public sealed class The_page_about_scenario_files
{
    private const string Fence = "```yaml\n";

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Samples().Length)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Shows_scenarios_that_load(int number) => Sample(number);

    [Fact]
    public void Begins_with_a_whole_one_of_a_few_lines()
    {
        string[] lines = Samples()[0].TrimEnd('\n').Split('\n');
        Assert.InRange(lines.Length, 3, 6);
        Assert.DoesNotContain(lines, string.IsNullOrWhiteSpace);
    }

    [Fact]
    public void Begins_with_one_that_passes_and_reaches_what_it_claims()
    {
        Scenario scenario = Sample(0);
        ScenarioResult result = Aggregation.Of(scenario,
        [
            .. Enumerable.Range(0, scenario.Seeds).Select(run => RunReporting.Of(
                ScenarioRunner.Run(new RunInput(
                    scenario, Seeds.OfRun(Seeds.DefaultBase, scenario.Name, run))),
                OracleCatalog.All)),
        ]);
        Assert.Equal(Verdict.Pass, result.Verdict);
        Assert.All(
            result.Claims.Take(scenario.Claims.Count), claim => Assert.NotEqual(0, claim.Reached));
    }

    private static Scenario Sample(int number) => Files.Good(
        Wiring.Loader().Load("docs/scenario-files.md", "mine", Samples()[number]));

    private static string[] Samples() =>
    [
        .. File.ReadAllText(Repository.PathOf("docs/scenario-files.md")).Split(Fence)[1..]
            .Select(rest => rest[..rest.IndexOf("```", StringComparison.Ordinal)]),
    ];
}
