using Harness.Reference.Documents;
using Harness.Scenarios.Files;

namespace Harness.Scenarios.Commands;

/// <summary>Where scenarios come from.</summary>
internal interface ISuite
{
    /// <summary>Reads all scenarios.</summary>
    SuiteResult Load();

    /// <summary>Everything that is wrong with one file, wherever it lies.</summary>
    /// <param name="displayPath">The file as problems call it.</param>
    /// <param name="path">Where it is.</param>
    IReadOnlyList<Problem> Check(string displayPath, string path);

    /// <summary>
    /// One file instead, wherever it lies; its scenario is called as the file is, without ending.
    /// </summary>
    /// <param name="displayPath">The file as problems call it.</param>
    /// <param name="path">Where it is.</param>
    ISuite Only(string displayPath, string path);
}
