
namespace Harness.Reference.Documents;

/// <summary>The words of a format: the valid ones, and the one that was probably meant.</summary>
public static class Words
{
    private const int LongestQuote = 60;
    private const int LongestWord = 100;
    private const int MostShown = 24;
    private const int LeastPrefix = 4;

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
    /// The one way to say what was probably meant: never cut off, so that it can be copied.
    /// </summary>
    public static string DidYouMean(string meant) => $"did you mean '{meant}'?";

    /// <summary>What was meant, as the end of a sentence; empty if nothing is near.</summary>
    public static string Hint(string written, IEnumerable<string> valid) =>
        End(Nearest(written, [.. valid]));

    /// <summary>As <see cref="Hint"/>, for names of scenarios.</summary>
    public static string HintOfName(string written, IEnumerable<string> names) =>
        End(NearestName(written, [.. names]));

    /// <summary>
    /// What to say after "unknown ...": the nearest valid word, or the valid words.
    /// </summary>
    public static string Instead(string written, IReadOnlyList<string> valid)
    {
        if (Nearest(written, valid) is { } near)
        {
            return DidYouMean(near);
        }

        if (valid.Count == 0)
        {
            return "there is none";
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
    public static string? Nearest(string written, IReadOnlyList<string> valid) =>
        Nearest(written, valid, word => word);

    /// <summary>
    /// As <see cref="Nearest(string, IReadOnlyList{string})"/>, but a scenario may be meant by the
    /// last part of its name alone, and by the beginning of either.
    /// </summary>
    public static string? NearestName(string written, IReadOnlyList<string> names)
    {
        return written.Length < LeastPrefix
            ? Nearest(written, names, name => name, Last)
            : Nearest(
                written, names, name => name, Last, Beginning, name => Beginning(Last(name)));

        static string Last(string name) => name[(name.LastIndexOf('/') + 1)..];
        string Beginning(string name) => name[..Math.Min(name.Length, written.Length)];
    }

    // Of equally near ones an earlier form is meant, and then an earlier word.
    private static string? Nearest(
        string written, IReadOnlyList<string> valid, params Func<string, string>[] forms)
    {
        if (written.Length is 0 or > LongestWord)
        {
            return null;
        }

        string? nearest = null;
        int least = int.MaxValue;
        foreach ((string form, string word) in forms
            .SelectMany(form => valid.Select(word => (Form: form(word), word)))
            .Where(pair => pair.Form.Length <= LongestWord))
        {
            int edits = Edits(written.ToUpperInvariant(), form.ToUpperInvariant());
            int most = Math.Max(1, Math.Max(form.Length, written.Length) / 3);
            if (edits < least && edits <= most)
            {
                (nearest, least) = (word, edits);
            }
        }

        return nearest;
    }

    private static string End(string? meant) => meant is null ? "" : $": {DidYouMean(meant)}";

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
