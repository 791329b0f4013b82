using Harness.Reference.Documents;
using Harness.Sim.Scenarios;

namespace Harness.Scenarios.Coverage;

/// <summary>
/// What stands for each sentence and each name of the catalogue, and what nothing stands for.
/// </summary>
internal sealed record SeedTable
{
    /// <summary>The sentences, in their order.</summary>
    public required IReadOnlyList<SeedRow> Sentences { get; init; }

    /// <summary>The names of the catalogue, in their order.</summary>
    public required IReadOnlyList<CatalogueRow> Catalogue { get; init; }

    /// <summary>Every hole, by file and place.</summary>
    public required IReadOnlyList<Problem> Holes { get; init; }
}

/// <summary>A sentence, and what stands for it.</summary>
/// <param name="Entry">The sentence.</param>
/// <param name="Scenarios">The scenarios that quote it, by name.</param>
/// <param name="Oracles">What those scenarios claim and what judges it in every run.</param>
internal sealed record SeedRow(
    SeedEntry Entry, IReadOnlyList<Scenario> Scenarios, IReadOnlyList<string> Oracles);

/// <summary>A name of the catalogue, and its scenario.</summary>
/// <param name="Entry">The name.</param>
/// <param name="Scenario">Its scenario; null if there is none.</param>
internal sealed record CatalogueRow(CatalogueEntry Entry, Scenario? Scenario);
