using System.Text;
using Harness.Reference.Documents;

namespace Harness.Scenarios.Patches;

/// <summary>Applies a patch to the sources that it is of.</summary>
internal static class PatchCheck
{
    /// <summary>
    /// The files that it changes, as they are then. Every edit is of the text as it was; what does
    /// not fit is a problem at its place.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Apply(
        SourcePatch patch, ProjectSources sources, ProblemList problems)
    {
        var changed = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (IGrouping<string, SourceEdit> ofFile in patch.Edits.GroupBy(edit => edit.File))
        {
            if (sources.Texts.TryGetValue(ofFile.Key, out string? text))
            {
                changed.Add(ofFile.Key, Edited(patch, text, [.. ofFile], problems));
                continue;
            }

            string? near = Words.Nearest(ofFile.Key, [.. sources.Texts.Keys]);
            problems.Add(ofFile.First().FilePlace,
                $"{Words.Quote(ofFile.Key)} is no source of {patch.Project.Folder}: "
                + (near is null
                    ? "expected a path from its folder, such as"
                        + $" '{sources.Texts.Keys.FirstOrDefault()}'"
                    : Words.DidYouMean(near)));
        }

        return changed;
    }

    private static string Edited(
        SourcePatch patch, string text, SourceEdit[] edits, ProblemList problems)
    {
        var found = new List<(int At, SourceEdit Edit)>();
        foreach (SourceEdit edit in edits)
        {
            int[] matches = [.. Matches(text, edit.Find)];
            if (matches.Length == 1)
            {
                found.Add((matches[0], edit));
                continue;
            }

            string file = $"{patch.Project.Folder}/{edit.File}";
            problems.Add(edit.FindPlace, matches.Length == 0
                ? $"'find' is not in {file}: expected a text that is there exactly once"
                : FormattableString.Invariant($"'find' is {matches.Length} times in {file}, ")
                    + $"on lines {Lines(text, matches)}: expected exactly once");
        }

        var edited = new StringBuilder();
        int end = 0;
        foreach ((int at, SourceEdit edit) in found.OrderBy(one => one.At))
        {
            if (at < end)
            {
                problems.Add(edit.FindPlace,
                    "'find' overlaps with that of another edit: expected one edit of both");
                continue;
            }

            edited.Append(text, end, at - end).Append(edit.Replace);
            end = at + edit.Find.Length;
        }

        return edited.Append(text, end, text.Length - end).ToString();
    }

    // Overlapping ones count too: which of them is meant would be unknown as well.
    private static IEnumerable<int> Matches(string text, string find)
    {
        for (int at = text.IndexOf(find, StringComparison.Ordinal);
            at >= 0;
            at = text.IndexOf(find, at + 1, StringComparison.Ordinal))
        {
            yield return at;
        }
    }

    private static string Lines(string text, IEnumerable<int> places)
    {
        const int most = 5;
        string[] lines =
        [
            .. places.Select(at => FormattableString.Invariant(
                $"{text.AsSpan(0, at).Count('\n') + 1}")),
        ];
        return string.Join(", ", lines.Take(most)) + (lines.Length > most ? ", ..." : "");
    }
}
