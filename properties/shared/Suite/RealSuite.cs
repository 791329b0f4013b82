using Harness.Scenarios.Commands;
using Harness.Scenarios.Files;
using Harness.Sim.Scenarios;

namespace Harness.Properties.Suite;

/// <summary>The real suite, loaded once.</summary>
internal static class RealSuite
{
    internal static IReadOnlyList<LoadedScenario> Files { get; } = Load();

    internal static IReadOnlyList<Scenario> Scenarios { get; } =
        [.. Files.Select(file => file.Scenario)];

    internal static Scenario Find(string name) => Scenarios.First(one => one.Name == name);

    private static IReadOnlyList<LoadedScenario> Load()
    {
        SuiteResult suite = new SuiteLoader(Wiring.Loader())
            .Load("suite", Path.Combine(AppContext.BaseDirectory, "suite"));
        return suite.Problems.Count == 0
            ? suite.Files
            : throw new InvalidOperationException(string.Join('\n', suite.Problems));
    }
}
