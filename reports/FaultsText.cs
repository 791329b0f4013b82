using System.Text;
using Harness.Sim.Faults;

namespace Harness.Reports;

/// <summary>Everything that can go wrong in a scenario.</summary>
internal static class FaultsText
{
    private const string Mark = "`";

    /// <summary>Every fault as it is written, with what goes wrong, by topic.</summary>
    public static string List() => TableText.Of(
        [new("fault"), new("what goes wrong")],
        [
            .. Enum.GetValues<FaultTopic>().SelectMany(Of).Select(kind => (string[])
                [Written(kind).Replace(Mark, "", StringComparison.Ordinal), kind.About]),
        ]);

    /// <summary>The page about all of them: docs/faults.md.</summary>
    public static string Page()
    {
        var text = new StringBuilder();
        text.Append("""
            # What can go wrong in a scenario

            Made by `dotnet run -c Release --project scenarios -- faults --write` from the faults
            themselves; a change belongs there, not here. `faults` alone prints what there is.

            An entry of a scenario's [timeline or drawn](scenario-files.md#what-goes-wrong) has one
            of these. In `drawn` a WORKER may be `any`, every duration may be a range, and the key
            `times` of a fault is called `each`, because `times` says how many faults there are. A
            fault that would hit nothing, because its worker does not live, say, is missed: the
            trace says so, and nothing else happens.

            """.ReplaceLineEndings("\n"));
        foreach (FaultTopic topic in Enum.GetValues<FaultTopic>())
        {
            text.Append("\n## ").Append(Heading(topic)).Append("\n\n");
            if (Needs(topic) is { } needs)
            {
                text.Append("These need ").Append(needs).Append(".\n\n");
            }

            text.Append("| fault | what goes wrong | other keys |\n| --- | --- | --- |\n");
            foreach (FaultSyntax kind in Of(topic))
            {
                text.Append("| ").Append(Written(kind))
                    .Append(" | ").Append(MarkdownCell.Of(kind.About))
                    .Append(" | ").AppendJoin("<br>", kind.Keys.Skip(1).Select(Told))
                    .Append(" |\n");
            }
        }

        return text.ToString();
    }

    private static IEnumerable<FaultSyntax> Of(FaultTopic topic) =>
        FaultCatalogue.All.Where(kind => kind.Topic == topic);

    // `ask: status`, `stop` or `reset`; `crash: WORKER`.
    private static string Written(FaultSyntax kind)
    {
        string range = kind.Keys[0].Range;
        return range.StartsWith(Mark, StringComparison.Ordinal)
            ? $"`{kind.Verb}: {range[1..]}"
            : $"`{kind.Verb}: {range}`";
    }

    private static string Told(FaultKey key) =>
        $"`{key.Name}` ({(key.IsRequired ? "" : "optional; ")}{key.Range}): "
        + MarkdownCell.Of(key.About);

    private static string Heading(FaultTopic topic) => topic switch
    {
        FaultTopic.Workers => "Workers",
        FaultTopic.Supervisor => "The supervisor",
        FaultTopic.Machine => "The machine, its clocks and its files",
        FaultTopic.Configurations => "Other configurations",
        FaultTopic.Services => "The external service manager",
        FaultTopic.Cache => "The cache that the workers share",
    };

    private static string? Needs(FaultTopic topic) => topic switch
    {
        FaultTopic.Workers or FaultTopic.Supervisor or FaultTopic.Machine => null,
        FaultTopic.Configurations => "`configs`",
        FaultTopic.Services => "`services: { kind: external }`",
        FaultTopic.Cache => "a `cache`",
    };
}
