using System.Text;

namespace Harness.Reports;

/// <summary>A column: its heading, and whether its cells stand at the right.</summary>
internal sealed record Column(string Heading, bool IsNumber = false);

/// <summary>
/// A table of plain text: columns as wide as their widest cell, two spaces apart.
/// </summary>
internal static class TableText
{
    /// <summary>The table; every line ends with a line feed and none with a space.</summary>
    public static string Of(
        IReadOnlyList<Column> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(rows);
        string[][] lines =
        [
            [.. columns.Select(column => column.Heading)],
            .. rows.Select(row => row.Select(OneLine.Of).ToArray()),
        ];
        int[] widths = [.. columns.Select((_, i) => lines.Max(line => line[i].Length))];
        var text = new StringBuilder();
        foreach (string[] line in lines)
        {
            IEnumerable<string> cells = line.Select((cell, i) =>
                columns[i].IsNumber ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]));
            text.Append(string.Join("  ", cells).TrimEnd()).Append('\n');
        }

        return text.ToString();
    }
}
