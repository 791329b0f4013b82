using System.Globalization;
using System.Text;
using Harness.Reports;
using Harness.Sim.Scenarios;

namespace Harness.Scenarios.Coverage;

/// <summary>The table for people: docs/seeds.md, whose links begin in docs.</summary>
internal static class SeedsMarkdown
{
    /// <summary>The whole page.</summary>
    public static string Of(SeedTable table)
    {
        var text = new StringBuilder();
        text.Append("""
            # The sentences of the two documents, and what stands for them

            Made by `dotnet run -c Release --project scenarios -- seeds --write` from
            `scenarios/seeds` and the suite; a change belongs there, not here. Sentences are word
            for word, spelling included. The oracles of a sentence are those that its scenarios
            claim, and those that judge it in every run.

            """.ReplaceLineEndings("\n"));
        foreach (IGrouping<SeedDocument, SeedRow> document
            in table.Sentences.GroupBy(row => row.Entry.Document))
        {
            AddDocument(text, document.Key, [.. document]);
        }

        AddCatalogue(text, table.Catalogue);
        return text.ToString();
    }

    private static void AddDocument(
        StringBuilder text, SeedDocument document, IReadOnlyList<SeedRow> rows)
    {
        text.Append("\n## ").Append(Heading(document)).Append("\n\n").Append(
            FormattableString.Invariant($"{rows.Count} sentences, of which "))
            .Append(FormattableString.Invariant(
                $"{rows.Count(row => row.Entry.NoRule is null)} have a rule.\n\n"));
        text.Append("| | sentence | what stands for it | oracles |\n| ---: | --- | --- | --- |\n");
        for (int i = 0; i < rows.Count; i++)
        {
            SeedRow row = rows[i];
            text.Append("| ").Append((i + 1).ToString(CultureInfo.InvariantCulture))
                .Append(" | ").Append(Cell(row.Entry.Sentence))
                .Append(" | ").Append(Standing(row))
                .Append(" | ").AppendJoin(", ", row.Oracles).Append(" |\n");
        }
    }

    private static void AddCatalogue(StringBuilder text, IReadOnlyList<CatalogueRow> rows)
    {
        text.Append("\n## The scenario catalogue\n\n").Append(FormattableString.Invariant(
            $"{rows.Count} names, of which {rows.Count(row => row.Scenario is not null)} are "))
            .Append("scenarios.\n\n| name | scenario, or why there is none | its claim |\n")
            .Append("| --- | --- | --- |\n");
        foreach (CatalogueRow row in rows)
        {
            string found = row.Scenario is { } scenario
                ? Link(scenario)
                : Cell(row.Entry.NotExpressible ?? "none");
            text.Append("| ").Append(Cell(row.Entry.Name)).Append(" | ").Append(found)
                .Append(" | ").Append(Cell(row.Scenario?.Claim ?? "")).Append(" |\n");
        }
    }

    private static string Heading(SeedDocument document) => document switch
    {
        SeedDocument.Knot => "Knot Resolver: error handling of the manager",
        SeedDocument.Squid => "Squid: error handling",
    };

    private static string Standing(SeedRow row)
    {
        if (row.Entry.NoRule is { } reason)
        {
            return $"no rule: {Cell(reason)}";
        }

        IEnumerable<string> evidence = row.Entry.Evidence.Select(file =>
            $"[{Cell(file.Name)}](../{file.Name})");
        return string.Join("<br>", row.Scenarios.Select(Link).Concat(evidence));
    }

    private static string Link(Scenario scenario) =>
        $"[{Cell(scenario.Name)}](../scenarios/suite/{scenario.Name}.yaml)";

    // Marks of the documents are shown as they stand, and are no marks of this one.
    private static string Cell(string text) => MarkdownCell.Of(text);
}
