using System.Text;
using Harness.Reference.Policies.Systems;

namespace Harness.Tunnel.Fidelity;

/// <summary>The page about fidelity.</summary>
public static class FidelityMarkdown
{
    private const string Head =
        """
        # How faithful the restart policies are

        This page is generated: `dotnet run -c Release --project bench/app -- policies fidelity`
        prints it, and a test compares it with what is here.

        A *vector* is an exact expectation with ideal time, worked out from a supervisor's source
        or documentation: number of starts, each start, end state, its time and the supervisor's
        own word for it, equal within 1 us. A *recording* is a run of the real program. It is
        compared in two ways. **Replay:** each start happens when it was recorded, and the policy
        has to make just these starts, each within the range of lateness that was fixed for its
        system before the comparison, and end in the same class with the same word. **Free run:**
        with ideal time, what the recording says to be exact (number of starts, end) is equal, and
        so is each gap between two starts, within the same range. A dash: nothing is known to
        compare with. An expectation that names no version counts for the one that is usual here.

        The expectations and their tolerances are in `properties/fast/golden/policies`, and
        nothing in them was changed to be met.


        """;

    private const string ExcludedHead =
        """
        By name, with the reason; nothing else is. Of the recordings with several children, those
        of OTP (with the table by clock phase and the nested supervisors), of HAProxy and of
        PostgreSQL are played again with the group policies by the tests in
        `properties/fast/Policies/Groups`, beside orders of stops and starts that were recorded of
        OTP 25 and systemd 252 for them.
        """;

    /// <summary>The page.</summary>
    public static string Of(FidelityReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder(Head);
        Table(text, report);
        Differences(text, report);
        text.Append("## Where sources disagree\n\n")
            .Append(report.Differences.Count == 0
                ? "No vector that is compared disagrees with a recording that is compared."
                    + " Elsewhere sources do:"
                : "Sources that disagree:")
            .Append("\n\n| system | what they say | what is followed |\n")
            .Append("| --- | --- | --- |\n");
        foreach (Disagreement one in Disagreement.Known.OrderBy(
            one => one.System, StringComparer.Ordinal))
        {
            text.Append($"| {one.System} | {one.What} | {one.Followed} |\n");
        }

        text.Append("\n## Known deviations\n\n")
            .Append("| system | where the model differs |\n| --- | --- |\n");
        foreach (PolicySystem system in PolicyCatalogue.All.Where(one => one.Deviations.Length > 0))
        {
            text.Append($"| {system.Slug} | {system.Deviations} |\n");
        }

        Excluded(text, report);
        return text.ToString();
    }

    private static void Table(StringBuilder text, FidelityReport report)
    {
        text.Append("## By system and version\n\n")
            .Append("| system | version | vectors | replays | free runs | excluded |\n")
            .Append("| --- | --- | --: | --: | --: | --: |\n");
        foreach (FidelityRow row in report.Rows)
        {
            bool isFirst = row.Version == row.System.Versions[0];
            int excluded = report.Excluded.Count(one => one.System == row.System.Slug);
            text.Append($"| {row.System.Slug} | {row.Version} | {row.Vectors} | {row.Replays}")
                .Append($" | {row.FreeRuns} | ")
                .Append(isFirst && excluded > 0 ? FormattableString.Invariant($"{excluded}") : "")
                .Append(" |\n");
        }

        text.Append($"| **all** | | {Sum(report, row => row.Vectors)}")
            .Append($" | {Sum(report, row => row.Replays)} | {Sum(report, row => row.FreeRuns)} | ")
            .Append(FormattableString.Invariant($"{report.Excluded.Count} |\n\n"));
    }

    private static void Differences(StringBuilder text, FidelityReport report)
    {
        if (report.Differences.Count == 0)
        {
            return;
        }

        text.Append("## Differences\n\n");
        foreach (string difference in report.Differences)
        {
            text.Append($"- {difference}\n");
        }

        text.Append('\n');
    }

    private static void Excluded(StringBuilder text, FidelityReport report)
    {
        text.Append("\n## Excluded\n\n").Append(ExcludedHead).Append("\n\n")
            .Append("| system | kind | names | reason |\n| --- | --- | --- | --- |\n");
        foreach (var group in report.Excluded
            .GroupBy(one => (one.System, one.IsVector, one.Reason))
            .OrderBy(group => group.Key.System, StringComparer.Ordinal))
        {
            string kind = group.Key.IsVector ? "vector" : "recording";
            string names = string.Join(", ", group.Select(one => one.Id));
            text.Append($"| {group.Key.System} | {kind} | {names} | {group.Key.Reason} |\n");
        }
    }

    private static Share Sum(FidelityReport report, Func<FidelityRow, Share> of) => new(
        report.Rows.Sum(row => of(row).Good), report.Rows.Sum(row => of(row).All));
}
