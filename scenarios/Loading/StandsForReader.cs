using Harness.Reference.Documents;
using Harness.Sim.Scenarios;

namespace Harness.Scenarios.Loading;

/// <summary>
/// Reads which sentences of the documents a scenario stands for, and where it says so.
/// </summary>
internal sealed class StandsForReader(Values values)
{
    private readonly List<Place> _places = [];

    /// <summary>Where the sentences stand in the file, in the order of the quotes.</summary>
    public IReadOnlyList<Place> Places => _places;

    /// <summary>
    /// The sentence that the scenario was written for, then those that it shows as well; of no use
    /// if there are problems, but never empty.
    /// </summary>
    public IReadOnlyList<Quote> Read(Field? field)
    {
        if (values.Map(field, "{ document: squid, sentence: \"...\" }") is not { } fields)
        {
            return [new Quote(default, "")];
        }

        SeedDocument document =
            values.Word(fields.Must("document"), Words.Of<SeedDocument>()) ?? default;
        var quotes = new List<Quote>();
        Add(document, fields.Must("sentence"), quotes);
        Field? also = fields.May("also");
        IReadOnlyList<Field> entries = values.Entries(also);
        if (also is { Value: ListNode { Items.Count: 0 or > Limits.Also } list })
        {
            values.Problems.Add(
                list.Place,
                FormattableString.Invariant(
                    $"'also' has {list.Items.Count} entries: expected 1 to {Limits.Also}"));
        }

        foreach (Field entry in entries)
        {
            ReadOther(document, entry, quotes);
        }

        fields.Done();
        return quotes.Count > 0 ? quotes : [new Quote(document, "")];
    }

    /// <summary>Without a document of its own it is of the same one.</summary>
    private void ReadOther(SeedDocument document, Field entry, List<Quote> quotes)
    {
        if (entry.Value is not MapNode)
        {
            Add(document, entry, quotes);
        }
        else if (values.Map(entry, "{ document: squid, sentence: \"...\" }") is { } fields)
        {
            SeedDocument? other =
                values.Word(fields.Must("document"), Words.Of<SeedDocument>());
            Add(other ?? document, fields.Must("sentence"), quotes);
            fields.Done();
        }
    }

    private void Add(SeedDocument document, Field? field, List<Quote> quotes)
    {
        if (values.Sentence(field, Limits.SentenceLetters) is not { } sentence)
        {
            return;
        }

        var quote = new Quote(document, sentence);
        int first = quotes.IndexOf(quote);
        if (first >= 0)
        {
            values.Problems.Add(
                field!.Value.Place,
                $"{Words.Quote(sentence)} is quoted twice: first on line"
                + FormattableString.Invariant($" {_places[first].Line}"));
            return;
        }

        quotes.Add(quote);
        _places.Add(field!.Value.Place);
    }
}
