using Harness.Reference.Documents;
using Harness.Sim.Loading;

namespace Harness.Scenarios.Coverage;

/// <summary>Reads the sentences of one document.</summary>
internal sealed class SentencesReader(Values values, SeedDocument document)
{
    private const int PathLetters = 200;
    private const string Rule = "rule";
    private const string NoRule = "no-rule";

    /// <summary>All entries, in the order of the file; of no use if there are problems.</summary>
    public IReadOnlyList<SeedEntry> Read(Node node)
    {
        if (values.Top(node, "sentences: ...") is not { } fields)
        {
            return [];
        }

        Field? list = fields.Must("sentences");
        if (list is { Value: ListNode { Items.Count: 0 } empty })
        {
            values.Problems.Add(empty.Place, "'sentences' is empty: expected those of a document");
        }

        List<SeedEntry> entries = [.. values.Entries(list).Select(One).OfType<SeedEntry>()];
        fields.Done();
        return entries;
    }

    private SeedEntry? One(Field entry)
    {
        if (values.Map(entry, "{ sentence: \"...\", rule: true }") is not { } fields)
        {
            return null;
        }

        string? sentence = values.Sentence(fields.Must("sentence"), SeedFiles.SentenceLetters);
        Field? rule = fields.May(Rule);
        Field? noRule = fields.May(NoRule);
        bool? isRule = values.Truth(rule);
        string? reason = values.Sentence(noRule, Limits.ClaimLetters);
        Field? oracles = fields.May("oracles");
        Field? evidence = fields.May("evidence");
        var read = new SeedEntry
        {
            Document = document,
            Sentence = sentence ?? "",
            Place = entry.Place,
            NoRule = reason,
            Oracles = Names(oracles, ReadName),
            Evidence = Names(evidence, ReadPath),
        };
        if (isRule == false)
        {
            values.Problems.Add(
                rule!.Value.Place,
                $"'{Rule}' is 'false': expected true, or '{NoRule}' with the reason");
        }

        if (rule is not null && noRule is not null)
        {
            values.Problems.Add(
                noRule.Place, $"'{Rule}' and '{NoRule}' exclude each other: expected one of them");
        }
        else if (rule is null && noRule is null)
        {
            fields.Miss([Rule, NoRule], $"missing key '{Rule}' or '{NoRule}'");
        }

        foreach (Field only in new[] { oracles, evidence }.OfType<Field>())
        {
            if (noRule is not null)
            {
                values.Problems.Add(only.Place, $"{only.What} goes with '{Rule}: true' only");
            }
        }

        fields.Done();
        return read;
    }

    private List<Named> Names(Field? list, Func<Field, string?> read)
    {
        var names = new List<Named>();
        if (list is { Value: ListNode { Items.Count: 0 } empty })
        {
            values.Problems.Add(empty.Place, $"{list.What} is empty: leave it out");
        }

        foreach (Field entry in values.Entries(list))
        {
            if (read(entry) is not { } name)
            {
                continue;
            }

            if (names.Exists(other => other.Name == name))
            {
                values.Problems.Add(
                    entry.Place, $"{Words.Quote(name)} is twice in {list!.What}");
            }

            names.Add(new Named(name, entry.Value.Place));
        }

        return names;
    }

    private string? ReadName(Field entry) => values.Line(entry, "name", PathLetters);

    private string? ReadPath(Field entry)
    {
        if (values.Line(entry, "path", PathLetters) is not { } path)
        {
            return null;
        }

        if (path.Split('/').All(part => part is not ("" or "." or ".."))
            && !path.Contains('\\', StringComparison.Ordinal))
        {
            return path;
        }

        values.Problems.Add(
            entry.Value.Place,
            $"{Words.Quote(path)} is not a path within the repository: expected one such as"
            + " 'properties/fast/House/HouseTests.cs'");
        return null;
    }
}
