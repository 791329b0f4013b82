using Harness.Reference.Documents;

namespace Harness.Scenarios.Coverage;

/// <summary>
/// Finds what a scenario quotes. A quote is one whole sentence, several whole ones in a row, or a
/// part of exactly one; it must be clear which. Spaces and ends of lines do not count, every other
/// character does.
/// </summary>
internal sealed class QuoteFinder
{
    private const int Beginning = 60;

    private readonly Dictionary<SeedDocument, List<(SeedEntry Entry, string Bare)>> _documents;

    /// <summary>In these sentences, those of each document in their order.</summary>
    public QuoteFinder(IReadOnlyList<SeedEntry> sentences) =>
        _documents = Enum.GetValues<SeedDocument>().ToDictionary(
            document => document,
            document => sentences
                .Where(entry => entry.Document == document)
                .Select(entry => (entry, Bare(entry.Sentence)))
                .ToList());

    /// <summary>The sentences that it quotes; empty if there is a problem.</summary>
    /// <param name="quote">What is quoted.</param>
    /// <param name="problem">Why it is not clear what is quoted; empty if it is.</param>
    public IReadOnlyList<SeedEntry> Find(Quote quote, out string problem)
    {
        List<(SeedEntry Entry, string Bare)> all = _documents[quote.Document];
        string bare = Bare(quote.Sentence);
        List<IReadOnlyList<SeedEntry>> found = [.. Rows(all, bare)];
        string what = "occurs";
        if (found.Count == 0)
        {
            what = "is a part of a sentence";
            found = [.. all
                .Where(each => each.Bare.Contains(bare, StringComparison.Ordinal))
                .Select(each => new[] { each.Entry })];
        }

        string shown = Words.Quote(quote.Sentence);
        string place = $"in the {Yaml.Of(quote.Document)} document";
        problem = found.Count switch
        {
            0 => $"{shown} is not {place} word for word{Hint(quote.Sentence, all)}",
            1 => "",
            _ => FormattableString.Invariant($"{shown} {what} {found.Count} times {place}:")
                + " expected so much of its surroundings that it is clear which is meant",
        };
        return found.Count == 1 ? found[0] : [];
    }

    /// <summary>Every row of whole sentences that reads like this.</summary>
    private static IEnumerable<IReadOnlyList<SeedEntry>> Rows(
        List<(SeedEntry Entry, string Bare)> all, string bare)
    {
        for (int first = 0; first < all.Count; first++)
        {
            int length = 0;
            int next = first;
            while (next < all.Count && length < bare.Length && IsNext(all[next].Bare, bare, length))
            {
                length += all[next].Bare.Length;
                next++;
            }

            if (next > first && length == bare.Length)
            {
                yield return [.. all[first..next].Select(each => each.Entry)];
            }
        }
    }

    private static bool IsNext(string sentence, string bare, int at) =>
        bare.AsSpan(at).StartsWith(sentence, StringComparison.Ordinal);

    // Sentences are too long to be compared as words are: their beginnings are.
    private static string Hint(string quote, List<(SeedEntry Entry, string Bare)> all)
    {
        string? near = Words.Nearest(
            Start(quote), [.. all.Select(each => Start(each.Entry.Sentence))]);
        return near is null ? "" : $": did you mean the one that begins with '{near}'?";
    }

    private static string Start(string sentence) =>
        sentence.Length <= Beginning ? sentence : sentence[..Beginning];

    private static string Bare(string sentence) =>
        string.Concat(sentence.Where(unit => !char.IsWhiteSpace(unit)));
}
