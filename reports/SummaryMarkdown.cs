using System.Globalization;
using System.Text;

namespace Harness.Reports;

/// <summary>The summary for people: summary.md.</summary>
internal static class SummaryMarkdown
{
    /// <summary>The whole document.</summary>
    public static string Of(IReadOnlyList<ScenarioSummary> scenarios)
    {
        ArgumentNullException.ThrowIfNull(scenarios);
        var text = new StringBuilder();
        text.Append("# Scenarios: ").Append(VerdictWords.Of(ScenarioTable.Worst(scenarios)));
        text.Append("\n\n| scenario | claim | verdict | runs | claims |\n");
        text.Append("| --- | --- | --- | ---: | --- |\n");
        foreach (ScenarioSummary scenario in scenarios)
        {
            text.Append("| ").Append(Cell(scenario.Name))
                .Append(" | ").Append(Cell(scenario.Sentence))
                .Append(" | ").Append(VerdictWords.Of(scenario.Verdict))
                .Append(" | ").Append(scenario.Runs.ToString(CultureInfo.InvariantCulture))
                .Append(" | ").Append(Cell(scenario.ClaimsInWords)).Append(" |\n");
        }

        text.Append('\n');
        foreach (string line in ScenarioTable.Vacuity(scenarios).Split('\n')[..^1])
        {
            text.Append("- ").Append(line).Append('\n');
        }

        foreach (ScenarioSummary scenario in scenarios)
        {
            string failures = FailureText.Of(scenario);
            if (failures.Length > 0)
            {
                string fence = Fence(failures);
                text.Append("\n## ").Append(Cell(scenario.Name)).Append("\n\n")
                    .Append(fence).Append("text\n").Append(failures.TrimEnd('\n')).Append('\n')
                    .Append(fence).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Cell(string text) => OneLine.Of(text)
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace("|", "\\|", StringComparison.Ordinal);

    // One more than the longest row of backticks inside, and at least three.
    private static string Fence(string text)
    {
        int longest = 0;
        int row = 0;
        foreach (char unit in text)
        {
            row = unit == '`' ? row + 1 : 0;
            longest = Math.Max(longest, row);
        }

        return new string('`', Math.Max(3, longest + 1));
    }
}
