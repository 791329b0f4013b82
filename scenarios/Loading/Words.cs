using Harness.Sim.Faults;

namespace Harness.Scenarios.Loading;

/// <summary>The words of the format: the valid ones, and the one that was probably meant.</summary>
internal static class Words
{
    private const int LongestQuote = 60;
    private const int LongestWord = 80;
    private const int MostShown = 24;

    /// <summary>
    /// A text of the file as messages show it: in quotes, and cut off if it is long.
    /// </summary>
    public static string Quote(string text) =>
        text.Length <= LongestQuote ? $"'{text}'" : $"'{text[..(LongestQuote - 3)]}...'";

    /// <summary>The values of a closed set by their spellings, without those left out.</summary>
    public static IReadOnlyList<KeyValuePair<string, T>> Of<T>(params T[] without)
        where T : struct, Enum =>
        [.. Enum.GetValues<T>().Except(without)
            .Select(value => KeyValuePair.Create(Yaml.Of(value), value))];

    /// <summary>
    /// What to say after "unknown ...": the nearest valid word, or the valid words.
    /// </summary>
    public static string Instead(string written, IReadOnlyList<string> valid)
    {
        if (Nearest(written, valid) is { } near)
        {
            return $"did you mean {Quote(near)}?";
        }

        // Two hundred names would say less than the first ones.
        string words = string.Join(", ", valid.Take(MostShown));
        string more = valid.Count > MostShown ? ", ..." : "";
        return $"expected {(valid.Count == 1 ? "" : "one of ")}{words}{more}";
    }

    /// <summary>
    /// The valid word with the fewest edits (a letter more, less, other, or two swapped), the first
    /// one of several; null if even that one takes more than a third of its letters.
    /// </summary>
    public static string? Nearest(string written, IReadOnlyList<string> valid)
    {
        if (written.Length is 0 or > LongestWord)
        {
            return null;
        }

        string? nearest = null;
        int least = int.MaxValue;
        foreach (string word in valid.Where(word => word.Length <= LongestWord))
        {
            int edits = Edits(written.ToUpperInvariant(), word.ToUpperInvariant());
            if (edits < least && edits <= Math.Max(1, Math.Max(word.Length, written.Length) / 3))
            {
                (nearest, least) = (word, edits);
            }
        }

        return nearest;
    }

    private static int Edits(string from, string to)
    {
        int[,] edits = new int[from.Length + 1, to.Length + 1];
        for (int left = 0; left <= from.Length; left++)
        {
            for (int right = 0; right <= to.Length; right++)
            {
                edits[left, right] = left == 0 || right == 0
                    ? left + right
                    : Step(edits, from, to, left, right);
            }
        }

        return edits[from.Length, to.Length];
    }

    private static int Step(int[,] edits, string from, string to, int left, int right)
    {
        int other = from[left - 1] == to[right - 1] ? 0 : 1;
        int least = Math.Min(
            edits[left - 1, right - 1] + other,
            Math.Min(edits[left - 1, right], edits[left, right - 1]) + 1);
        bool isSwapped = left > 1 && right > 1
            && from[left - 1] == to[right - 2] && from[left - 2] == to[right - 1];
        return isSwapped ? Math.Min(least, edits[left - 2, right - 2] + 1) : least;
    }
}
