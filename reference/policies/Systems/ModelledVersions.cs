using Harness.Reference.Documents;

namespace Harness.Reference.Policies.Systems;

/// <summary>The versions of a system that are modelled, and the nearest to another one.</summary>
public static class ModelledVersions
{
    // More than any version has, and so few that a difference of two always fits.
    private const int MostParts = 8;
    private const int MostDigits = 18;

    /// <summary>What to say of a version that is not modelled.</summary>
    /// <param name="slug">The system.</param>
    /// <param name="version">What was written.</param>
    /// <param name="modelled">The versions that are modelled, oldest first.</param>
    public static string Unknown(string slug, string version, IReadOnlyList<string> modelled)
    {
        ArgumentNullException.ThrowIfNull(modelled);
        string problem = $"unknown version {Words.Quote(version)} of {slug}: expected ";
        if (modelled.Count == 1)
        {
            return $"{problem}{modelled[0]}, the only one that is modelled";
        }

        problem += $"one of {string.Join(", ", modelled)}";
        return Nearest(version, modelled, out bool isTied) is { } nearest
            ? $"{problem}; the nearest modelled version is {nearest}"
                + (isTied ? ", the newer of two as near" : "")
            : Words.Nearest(version, modelled) is { } meant
                ? $"{problem}; {Words.DidYouMean(meant)}"
                : problem;
    }

    /// <summary>
    /// The version whose numbers are the nearest: the first number counts before the second, and
    /// numbers that were not written do not count. Of several as near it is the newest. Null if
    /// what was written does not begin with a number, or no modelled one is made of numbers.
    /// </summary>
    /// <param name="version">What was written: 255, v255.4, 255.4-1ubuntu8.</param>
    /// <param name="modelled">The versions that are modelled, oldest first.</param>
    /// <param name="isTied">Whether there are several as near.</param>
    public static string? Nearest(
        string version, IReadOnlyList<string> modelled, out bool isTied)
    {
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(modelled);
        string? nearest = null;
        long[] least = [];
        isTied = false;
        long[] wanted = Numbers(version.StartsWith('v') ? version[1..] : version, out _);
        foreach (string one in modelled)
        {
            long[] numbers = Numbers(one, out bool isWhole);
            if (wanted.Length == 0 || !isWhole)
            {
                continue;
            }

            long[] distance = Distance(wanted, numbers);
            int order = nearest is null ? -1 : distance.AsSpan().SequenceCompareTo(least);
            isTied = nearest is not null && (order == 0 || (order > 0 && isTied));
            if (order <= 0)
            {
                (nearest, least) = (one, distance);
            }
        }

        return nearest;
    }

    private static long[] Distance(long[] wanted, long[] numbers)
    {
        long[] distance =
            [.. wanted.Select((number, i) => number - (i < numbers.Length ? numbers[i] : 0))];
        return distance.FirstOrDefault(part => part != 0) < 0
            ? [.. distance.Select(part => -part)]
            : distance;
    }

    // The numbers that a version begins with, and whether there is nothing else in it.
    private static long[] Numbers(string version, out bool isWhole)
    {
        var numbers = new List<long>();
        int at = 0;
        while (numbers.Count < MostParts && DigitsAt(version, at) is > 0 and int digits)
        {
            numbers.Add(digits > MostDigits
                ? long.MaxValue / 2
                : long.Parse(
                    version.AsSpan(at, digits), System.Globalization.CultureInfo.InvariantCulture));
            at += digits;
            if (at < version.Length && version[at] == '.' && DigitsAt(version, at + 1) > 0)
            {
                at++;
            }
        }

        isWhole = at == version.Length && at > 0;
        return [.. numbers];
    }

    private static int DigitsAt(string text, int at)
    {
        int end = at;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return end - at;
    }
}
