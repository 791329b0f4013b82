using Harness.Reference.Documents;
using Harness.Sim.Loading;

namespace Harness.Scenarios.Coverage;

/// <summary>Reads the catalogue.</summary>
internal sealed class CatalogueReader(Values values)
{
    private const int NameLetters = 100;

    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);

    /// <summary>All entries, in the order of the file; of no use if there are problems.</summary>
    public IReadOnlyList<CatalogueEntry> Read(Node node)
    {
        if (values.Top(node, "scenarios: ...") is not { } fields)
        {
            return [];
        }

        Field? list = fields.Must("scenarios");
        if (list is { Value: ListNode { Items.Count: 0 } empty })
        {
            values.Problems.Add(
                empty.Place, "'scenarios' is empty: expected those of the catalogue");
        }

        List<CatalogueEntry> entries =
            [.. values.Entries(list).Select(One).OfType<CatalogueEntry>()];
        fields.Done();
        return entries;
    }

    private CatalogueEntry? One(Field entry)
    {
        if (values.Map(entry, "{ name: K-clock-jump }") is not { } fields)
        {
            return null;
        }

        string? name = NameOf(fields.Must("name"));
        string? reason = values.Sentence(fields.May("not-expressible"), Limits.ClaimLetters);
        fields.Done();
        return name is null ? null : new CatalogueEntry(name, entry.Place, reason);
    }

    private string? NameOf(Field? field)
    {
        if (values.Line(field, "name", NameLetters) is not { } name)
        {
            return null;
        }

        Place place = field!.Value.Place;
        if (!name.All(unit => char.IsAsciiLetterOrDigit(unit) || unit == '-'))
        {
            values.Problems.Add(
                place,
                $"{Words.Quote(name)} is not a name: expected letters, digits and hyphens");
            return null;
        }

        if (!_lines.TryAdd(name, place.Line))
        {
            values.Problems.Add(
                place,
                $"{Words.Quote(name)} is in the catalogue twice: first on line"
                + FormattableString.Invariant($" {_lines[name]}"));
            return null;
        }

        return name;
    }
}
