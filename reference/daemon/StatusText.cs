using System.Globalization;
using System.Text;
using Harness.Hosting.Control;

namespace Harness.Daemon;

/// <summary>A status for people.</summary>
internal static class StatusText
{
    private const string None = "-";

    internal static string Of(SupervisorStatus status)
    {
        var text = new StringBuilder();
        text.Append("configuration ")
            .Append(status.Config.Length == 0 ? "given in code" : OneLine.Of(status.Config))
            .Append(", last change ").Append(OneLine.Of(status.LastChange ?? "none"))
            .Append(", error counter ")
            .Append(status.ErrorCounter?.ToString(CultureInfo.InvariantCulture) ?? None)
            .Append("\n\n");
        List<string[]> rows =
        [
            ["worker", "condition", "pid", "started", "ready", "adopted", "says"],
            .. status.Workers.Select(worker => Row(
                worker.Name,
                worker.Condition,
                worker.Pid,
                worker.StartedAt,
                worker.Ready,
                worker.Adopted,
                worker.Status)),
            .. status.Besides.Select(beside => Row(
                beside.Name,
                beside.Role,
                beside.Pid,
                beside.StartedAt,
                beside.Ready,
                beside.Adopted,
                beside.Status)),
        ];
        int[] widths = [.. Enumerable.Range(0, rows[0].Length)
            .Select(column => rows.Max(row => row[column].Length))];
        foreach (string[] row in rows)
        {
            text.Append(string.Join("  ", row.Zip(
                widths, (cell, width) => cell.PadRight(width))).TrimEnd()).Append('\n');
        }

        return text.ToString();
    }

    private static string[] Row(
        string name,
        string condition,
        int? pid,
        DateTimeOffset? startedAt,
        bool? isReady,
        bool? isAdopted,
        string? says) =>
    [
        OneLine.Of(name),
        OneLine.Of(condition),
        pid?.ToString(CultureInfo.InvariantCulture) ?? None,
        startedAt?.ToUniversalTime().ToString(
            "yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? None,
        YesNo(isReady),
        YesNo(isAdopted),
        string.IsNullOrEmpty(says) ? None : OneLine.Of(says),
    ];

    private static string YesNo(bool? value) => value switch
    {
        true => "yes",
        false => "no",
        null => None,
    };
}
