using Harness.Reference.Documents;
using Harness.Scenarios.Files;
using Harness.Sim.Loading;

namespace Harness.Scenarios.Coverage;

/// <summary>
/// Loads the lists of sentences and the catalogue, as strictly as scenarios are loaded.
/// </summary>
internal static class SeedsLoader
{
    private const int Depth = 4;

    private static readonly DocumentKind _sentences =
        new("list of sentences", Limits.FileBytes, Depth);

    private static readonly DocumentKind _catalogue = new("catalogue", Limits.FileBytes, Depth);

    /// <summary>Loads all files of a directory; one that cannot be read is a problem too.</summary>
    /// <param name="displayPath">The directory as problems call it.</param>
    /// <param name="directory">Where it is.</param>
    public static SeedFiles Load(string displayPath, string directory)
    {
        var problems = new List<Problem>();
        var sentences = new List<SeedEntry>();
        foreach (SeedDocument document in Enum.GetValues<SeedDocument>())
        {
            sentences.AddRange(Read(
                SeedFiles.FileOf(document),
                _sentences,
                (values, node) => new SentencesReader(values, document).Read(node)));
        }

        IReadOnlyList<CatalogueEntry> catalogue = Read(
            SeedFiles.CatalogueFile,
            _catalogue,
            (values, node) => new CatalogueReader(values).Read(node));
        return new SeedFiles
        {
            Sentences = sentences, Catalogue = catalogue, Problems = problems,
        };

        IReadOnlyList<T> Read<T>(
            string name, DocumentKind kind, Func<Values, Node, IReadOnlyList<T>> read)
        {
            var found = new ProblemList($"{displayPath}/{name}");
            IReadOnlyList<T> entries =
                SourceFile.Read(Path.Combine(directory, name), kind.MostBytes, found) is { } file
                && SourceText.Read(kind, file, found) is { } text
                && new YamlReader(kind, text, found).Read() is { } document
                    ? read(new Values(found), document)
                    : [];
            problems.AddRange(found.ByPlace());
            return entries;
        }
    }
}
