using Harness.Reference.Documents;
using Harness.Sim.Loading;

namespace Harness.Scenarios.Files;

/// <summary>
/// Loads every scenario file below a directory, in the ordinal order of their names.
/// </summary>
internal sealed class SuiteLoader(ScenarioLoader loader)
{
    private const string Ending = ".yaml";
    private const int MostFiles = 10_000;

    // Links are passed over, so that no directory is walked twice or for ever. What one may not
    // read is a problem, not something to leave out.
    private static readonly EnumerationOptions Walk = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = false,
    };

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
        IReadOnlyList<string> files = Find(shown, directory, problems);
        foreach (string file in files)
        {
            string display = $"{shown}/{file}";
            if (!file.EndsWith(Ending, StringComparison.Ordinal))
            {
                problems.Add(new Problem(
                    display,
                    1,
                    1,
                    $"the file would be left out: expected a name that ends with {Ending}"));
                continue;
            }

            LoadResult result = ScenarioFile.Load(
                loader, display, file[..^Ending.Length], Path.Combine(directory, file));
            problems.AddRange(result.Problems);
            if (result.Scenario is { } scenario)
            {
                loaded.Add(new LoadedScenario(scenario, display, result.Annotations));
            }
        }

        return new SuiteResult(loaded, problems);
    }

    private static List<string> Find(
        string shown, string directory, List<Problem> problems)
    {
        try
        {
            List<string> files = [.. Directory.EnumerateFiles(directory, "*", Walk)
                .Where(IsMeant)
                .Select(file => Path.GetRelativePath(directory, file))
                .Take(MostFiles + 1)];
            if (files.Count is 0 or > MostFiles)
            {
                problems.Add(new Problem(shown, 1, 1, files.Count == 0
                    ? $"no scenario: expected files whose names end with {Ending}"
                    : FormattableString.Invariant($"more than {MostFiles} files: expected fewer")));
                return [];
            }

            return [.. files.OrderBy(
                file => Path.ChangeExtension(file, null), StringComparer.Ordinal)];
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            problems.Add(new Problem(shown, 1, 1, wrong is DirectoryNotFoundException
                ? "the directory is not there"
                : $"the directory cannot be read: {wrong.Message}"));
            return [];
        }
    }

    /// <summary>A scenario file, or one that somebody took for one.</summary>
    private static bool IsMeant(string file) =>
        Path.GetExtension(file).ToLowerInvariant() is Ending or ".yml";
}
