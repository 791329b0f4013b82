using Harness.Reports;
using Harness.Sim.Running;

namespace Harness.Scenarios.Jobs;

/// <summary>Compares two runs of one seed.</summary>
internal static class Audit
{
    /// <summary>Whether nothing that is reported differs.</summary>
    public static bool IsSame(SeedResult first, SeedResult second) =>
        first.Digest == second.Digest
        && first.Verdict == second.Verdict
        && first.Steps == second.Steps
        && first.VirtualMs == second.VirtualMs
        && first.Claims.SequenceEqual(second.Claims);

    /// <summary>
    /// The result of a seed whose two runs differ, with the first diverging choice and event of the
    /// detailed ones; null for one that could not be made again.
    /// </summary>
    public static SeedResult Differed(
        SeedResult first, SeedResult second, RunDetail? left, RunDetail? right)
    {
        string because = $"two runs of seed {first.Seed} in two processes differ: "
            + $"{Shortly(first)} and {Shortly(second)}";
        if (left is null || right is null)
        {
            return HarnessFaults.Differed(
                first, because, ["one of the two could not be run again with its choices kept"]);
        }

        string[] lines =
        [
            .. First(
                "choice", [.. left.Choices.Select(choice => choice.ToString())],
                [.. right.Choices.Select(choice => choice.ToString())]),
            .. First(
                "event", [.. left.Events.Select(TraceText.Line)],
                [.. right.Events.Select(TraceText.Line)]),
        ];
        return HarnessFaults.Differed(first, because, lines.Length > 0 ? lines :
            ["when both were run again with all choices kept, they did not differ"]);
    }

    private static string Shortly(SeedResult result) =>
        $"{(result.Digest.Length > 0 ? result.Digest : "no digest")}, "
        + VerdictWords.Lower(result.Verdict)
        + (result.Digest.Length == 0 && result.Failure is { } failure
            ? $" ({failure.Because})" : "");

    private static string[] First(
        string what, IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        int shared = Math.Min(left.Count, right.Count);
        int at = 0;
        while (at < shared && left[at] == right[at])
        {
            at++;
        }

        return at == left.Count && at == right.Count ? [] :
        [
            FormattableString.Invariant($"first diverging {what}: number {at}"),
            $"  first   {(at < left.Count ? left[at] : "none: it ended before")}",
            $"  second  {(at < right.Count ? right[at] : "none: it ended before")}",
        ];
    }
}
