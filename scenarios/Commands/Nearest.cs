namespace Harness.Scenarios.Commands;

/// <summary>Finds what somebody probably meant.</summary>
internal static class Nearest
{
    private const int Most = 3;
    private const int LongestWord = 100;

    /// <summary>The nearest names, the nearest first; none if nothing is near.</summary>
    public static IReadOnlyList<string> Of(string word, IEnumerable<string> names)
    {
        return word.Length > LongestWord ? [] :
        [
            .. names.Select(name => (Name: name, Distance: DistanceTo(name)))
                .Where(found => found.Distance <= Math.Max(2, word.Length / 4))
                .OrderBy(found => found.Distance)
                .ThenBy(found => found.Name, StringComparer.Ordinal)
                .Take(Most)
                .Select(found => found.Name),
        ];

        // A scenario may be meant by its last part alone.
        int DistanceTo(string name) => Math.Min(
            Distance(word, name), Distance(word, name[(name.LastIndexOf('/') + 1)..]));
    }

    /// <summary>The nearest names as the end of a sentence; empty if nothing is near.</summary>
    public static string Hint(string word, IEnumerable<string> names)
    {
        IReadOnlyList<string> near = Of(word, names);
        return near.Count == 0 ? "" : $"; the nearest: {string.Join(", ", near)}";
    }

    /// <summary>Levenshtein's distance, by UTF-16 units, whatever the case.</summary>
    internal static int Distance(string left, string right)
    {
        int[] above = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = above[0];
            above[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                bool isSame = char.ToLowerInvariant(left[i - 1])
                    == char.ToLowerInvariant(right[j - 1]);
                int here = Math.Min(
                    Math.Min(above[j], above[j - 1]) + 1, diagonal + (isSame ? 0 : 1));
                diagonal = above[j];
                above[j] = here;
            }
        }

        return above[right.Length];
    }
}
