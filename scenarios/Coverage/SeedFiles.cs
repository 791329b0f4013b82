using Harness.Reference.Documents;

namespace Harness.Scenarios.Coverage;

/// <summary>What the lists of sentences and the catalogue say.</summary>
internal sealed record SeedFiles
{
    /// <summary>The catalogue's file.</summary>
    public const string CatalogueFile = "catalogue.yaml";

    /// <summary>The most letters of a sentence.</summary>
    public const int SentenceLetters = 1000;

    /// <summary>Every sentence: of one document after the other, each in its order.</summary>
    public required IReadOnlyList<SeedEntry> Sentences { get; init; }

    /// <summary>Every name of the catalogue, in its order.</summary>
    public required IReadOnlyList<CatalogueEntry> Catalogue { get; init; }

    /// <summary>
    /// All problems of all files; what else is here is of no use if there are any.
    /// </summary>
    public required IReadOnlyList<Problem> Problems { get; init; }

    /// <summary>The file with a document's sentences.</summary>
    public static string FileOf(SeedDocument document) => $"{Yaml.Of(document)}.yaml";
}
