using Harness.Scenarios.Files;
using Harness.Sim.Scenarios;

namespace Harness.Scenarios.Commands;

/// <summary>Reads the suite for a command.</summary>
internal static class Loaded
{
    /// <summary>
    /// The whole suite. One bad file is a problem for every command: what it would have said is
    /// unknown.
    /// </summary>
    public static IReadOnlyList<Scenario> All(Surroundings surroundings, List<string> problems) =>
        [.. Files(surroundings, problems).Select(file => file.Scenario)];

    /// <summary>The same, with what their files say besides.</summary>
    public static IReadOnlyList<LoadedScenario> Files(
        Surroundings surroundings, List<string> problems)
    {
        SuiteResult load = surroundings.Suite.Load();
        problems.AddRange(load.Problems.Select(problem => problem.ToString()));
        if (load.Files.Count == 0 && load.Problems.Count == 0)
        {
            problems.Add("the suite holds no scenario");
        }

        return [.. load.Files.OrderBy(file => file.Scenario.Name, StringComparer.Ordinal)];
    }

    /// <summary>The scenarios that the patterns match.</summary>
    public static IReadOnlyList<Scenario> Pick(
        Surroundings surroundings, IReadOnlyList<string> patterns, List<string> problems)
    {
        IReadOnlyList<Scenario> all = All(surroundings, problems);
        return all.Count == 0 ? [] : Selection.Of(all, patterns, problems);
    }
}
