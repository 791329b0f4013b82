using Harness.Reference.Documents;
using Harness.Sim.Scenarios;

namespace Harness.Scenarios.Loading;

/// <summary>What became of a directory of scenario files.</summary>
/// <param name="Scenarios">Those that loaded, by name in ordinal order.</param>
/// <param name="Problems">
/// All problems of all files, by file in the same order, then by place.
/// </param>
public sealed record SuiteResult(
    IReadOnlyList<Scenario> Scenarios, IReadOnlyList<Problem> Problems)
{
    /// <summary>
    /// Every sentence of the documents that a scenario of a file quotes, by scenario, in the order
    /// of the file.
    /// </summary>
    public IReadOnlyList<QuotePlace> Quotes { get; init; } = [];
}
