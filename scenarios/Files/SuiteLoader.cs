using Harness.Reference.Documents;
using Harness.Sim.Loading;

namespace Harness.Scenarios.Files;

/// <summary>
/// Loads every scenario file below a directory, in the ordinal order of their names.
/// </summary>
internal sealed class SuiteLoader(ScenarioLoader loader)
{
    /// <summary>
    /// Loads all; a scenario's name is its path below the directory, with '/' and without the
    /// ending.
    /// </summary>
    /// <param name="displayPath">The directory as problems call it.</param>
    /// <param name="directory">Where it is.</param>
    public SuiteResult Load(string displayPath, string directory)
    {
        var problems = new List<Problem>();
        var loaded = new List<LoadedScenario>();
        string shown = displayPath.TrimEnd('/');
        foreach (string file in YamlFiles.Find(shown, directory, "scenario", problems))
        {
            string display = $"{shown}/{file}";
            LoadResult result = ScenarioFile.Load(
                loader, display, file[..^YamlFiles.Ending.Length], Path.Combine(directory, file));
            problems.AddRange(result.Problems);
            if (result.Scenario is { } scenario)
            {
                loaded.Add(new LoadedScenario(scenario, display, result.Annotations));
            }
        }

        return new SuiteResult(loaded, problems);
    }
}
