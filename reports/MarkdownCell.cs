using System.Text;

namespace Harness.Reports;

/// <summary>Text in a cell of a Markdown table.</summary>
internal static class MarkdownCell
{
    /// <summary>The text as it stands: none of its marks is one of the table's page.</summary>
    public static string Of(string text)
    {
        var cell = new StringBuilder();
        foreach (char unit in OneLine.Of(text))
        {
            cell.Append(unit switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '|' or '*' or '_' or '`' or '[' or ']' or '\\' => $"\\{unit}",
                _ => unit.ToString(),
            });
        }

        return cell.ToString();
    }
}
