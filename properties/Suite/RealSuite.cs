using Harness.Scenarios.Loading;
using Harness.Sim.Oracles;
using Harness.Sim.Scenarios;

namespace Harness.Properties.Suite;

/// <summary>The real suite, loaded once.</summary>
internal static class RealSuite
{
    internal static IReadOnlyList<Scenario> Scenarios { get; } = Load();

    internal static Scenario Find(string name) => Scenarios.First(one => one.Name == name);

    private static IReadOnlyList<Scenario> Load()
    {
        SuiteResult suite = new SuiteLoader(
            new ScenarioLoader(OracleCatalog.All.Select(oracle => oracle.Name)))
            .Load("suite", Path.Combine(AppContext.BaseDirectory, "suite"));
        return suite.Problems.Count == 0
            ? suite.Scenarios
            : throw new InvalidOperationException(string.Join('\n', suite.Problems));
    }
}
