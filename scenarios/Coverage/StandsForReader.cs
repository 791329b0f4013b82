using Harness.Reference.Documents;
using Harness.Sim.Loading;

namespace Harness.Scenarios.Coverage;

/// <summary>
/// Reads which sentences of the documents a scenario stands for, and where it says so. Only our own
/// suite has to, but what is written is checked in every file.
/// </summary>
internal sealed class StandsForReader : IAnnotationReader
{
    /// <summary>How many more sentences one scenario may stand for as well.</summary>
    private const int MostAlso = 20;

    private const string Such = "{ document: squid, sentence: \"...\" }";

    public string Key => "stands-for";

    public Annotation? Read(Field field, Values values)
    {
        if (values.Map(field, Such) is not { } fields)
        {
            return null;
        }

        SeedDocument document =
            values.Word(fields.Must("document"), Words.Of<SeedDocument>()) ?? default;
        var quotes = new List<PlacedQuote>();
        Add(document, fields.Must("sentence"), quotes, values);
        Field? also = fields.May("also");
        IReadOnlyList<Field> entries = values.Entries(also);
        if (also is { Value: ListNode { Items.Count: 0 or > MostAlso } list })
        {
            values.Problems.Add(
                list.Place,
                FormattableString.Invariant(
                    $"'also' has {list.Items.Count} entries: expected 1 to {MostAlso}"));
        }

        foreach (Field entry in entries)
        {
            ReadOther(document, entry, quotes, values);
        }

        fields.Done();
        return new StandsFor(quotes);
    }

    /// <summary>Without a document of its own it is of the same one.</summary>
    private static void ReadOther(
        SeedDocument document, Field entry, List<PlacedQuote> quotes, Values values)
    {
        if (entry.Value is not MapNode)
        {
            Add(document, entry, quotes, values);
        }
        else if (values.Map(entry, Such) is { } fields)
        {
            SeedDocument? other =
                values.Word(fields.Must("document"), Words.Of<SeedDocument>());
            Add(other ?? document, fields.Must("sentence"), quotes, values);
            fields.Done();
        }
    }

    private static void Add(
        SeedDocument document, Field? field, List<PlacedQuote> quotes, Values values)
    {
        if (values.Sentence(field, SeedFiles.SentenceLetters) is not { } sentence)
        {
            return;
        }

        var quote = new Quote(document, sentence);
        if (quotes.Find(one => one.Quote == quote) is { } first)
        {
            values.Problems.Add(
                field!.Value.Place,
                $"{Words.Quote(sentence)} is quoted twice: first on line"
                + FormattableString.Invariant($" {first.Place.Line}"));
            return;
        }

        quotes.Add(new PlacedQuote(quote, field!.Value.Place));
    }
}
