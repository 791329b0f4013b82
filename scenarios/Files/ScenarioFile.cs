using Harness.Reference.Documents;
using Harness.Sim.Loading;

namespace Harness.Scenarios.Files;

/// <summary>Loads single scenario files from the disk.</summary>
internal static class ScenarioFile
{
    /// <summary>Loads a file; one that cannot be read is a problem too.</summary>
    /// <param name="loader">Knows what a file may say.</param>
    /// <param name="displayPath">The file as problems call it.</param>
    /// <param name="name">The scenario's name: <c>topic/claim-in-words</c>.</param>
    /// <param name="path">Where the file is.</param>
    public static LoadResult Load(
        ScenarioLoader loader, string displayPath, string name, string path)
    {
        ArgumentNullException.ThrowIfNull(loader);
        var problems = new ProblemList(displayPath);
        return SourceFile.Read(path, ScenarioLoader.MostBytes, problems) is { } file
            ? loader.Load(displayPath, name, file)
            : new LoadResult(problems.ByPlace());
    }
}
