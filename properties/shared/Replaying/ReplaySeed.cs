using System.Globalization;

namespace Harness.Properties.Replaying;

/// <summary>
/// What brings a failing example of a property back: FsCheck's two seeds and its size.
/// </summary>
internal readonly record struct ReplaySeed(ulong Seed, ulong Gamma, int Size)
{
    internal const string Variable = "HARNESS_FSCHECK_SEED";

    /// <summary>Reads <c>seed,gamma,size</c>; null is no seed.</summary>
    /// <exception cref="FormatException">The text is something else.</exception>
    internal static ReplaySeed? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        string[] parts = text.Split(',');
        return parts.Length == 3
            && ulong.TryParse(
                parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed)
            && ulong.TryParse(
                parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out ulong gamma)
            && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out int size)
            ? new ReplaySeed(seed, gamma, size)
            : throw new FormatException(
                $"{Variable} is '{text}': expected seed,gamma,size, three whole numbers"
                + " as a failing property prints them");
    }

    public override string ToString() =>
        FormattableString.Invariant($"{Seed},{Gamma},{Size}");
}
