using Harness.Reference.Documents;
using Harness.Sim.Loading;
using Harness.Sim.Scenarios;

namespace Harness.Scenarios.Files;

/// <summary>What became of a directory of scenario files.</summary>
/// <param name="Files">Those that loaded, by name in ordinal order.</param>
/// <param name="Problems">
/// All problems of all files, by file in the same order, then by place.
/// </param>
internal sealed record SuiteResult(
    IReadOnlyList<LoadedScenario> Files, IReadOnlyList<Problem> Problems)
{
    /// <summary>The scenarios of those files.</summary>
    public IReadOnlyList<Scenario> Scenarios { get; } = [.. Files.Select(file => file.Scenario)];
}

/// <summary>A scenario, and where it comes from.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="File">Its file as problems call it.</param>
/// <param name="Annotations">What the file says besides.</param>
internal sealed record LoadedScenario(
    Scenario Scenario, string File, IReadOnlyList<Annotation> Annotations);
