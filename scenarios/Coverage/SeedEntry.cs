using Harness.Reference.Documents;

namespace Harness.Scenarios.Coverage;

/// <summary>One sentence of a document, and whether it is a rule.</summary>
internal sealed record SeedEntry
{
    /// <summary>The document that it is of.</summary>
    public required SeedDocument Document { get; init; }

    /// <summary>Its words, as they stand there.</summary>
    public required string Sentence { get; init; }

    /// <summary>Where its entry begins in the list of sentences.</summary>
    public required Place Place { get; init; }

    /// <summary>Why it is no rule; null if it is one.</summary>
    public string? NoRule { get; init; }

    /// <summary>Oracles that judge it in every run, whatever scenario it is of.</summary>
    public IReadOnlyList<Named> Oracles { get; init; } = [];

    /// <summary>
    /// Files of the repository that hold it up without any run, as the build does: paths with '/'.
    /// </summary>
    public IReadOnlyList<Named> Evidence { get; init; } = [];
}
