using System.Numerics;

namespace Harness.Reference.Documents;

/// <summary>
/// How durations are read: what <see cref="Yaml"/> prints, and decimals of any unit.
/// </summary>
public static class Durations
{
    private const int MostDigits = 30;
    private const int NanosecondsPerTick = 100;

    /// <summary>
    /// Reads <c>-1.5min</c>; on failure says what is wrong. A part of 100 ns cannot be had: it
    /// would have to be rounded, and then the file would not say what is meant.
    /// </summary>
    /// <param name="text">What was written.</param>
    /// <param name="longest">
    /// The longest that may be written there; only what no time span can hold is measured by it.
    /// </param>
    /// <param name="problem">What is wrong and what was expected; empty if nothing is.</param>
    public static TimeSpan? Parse(string text, TimeSpan longest, out string problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        problem = "";
        ReadOnlySpan<char> rest = text.AsSpan(text.StartsWith('-') ? 1 : 0);
        int wholes = DigitsOf(rest);
        int decimals = 0;
        if (wholes > 0 && wholes < rest.Length && rest[wholes] == '.')
        {
            decimals = DigitsOf(rest[(wholes + 1)..]);
        }

        int length = wholes + (decimals > 0 ? decimals + 1 : 0);
        if (wholes == 0 || wholes + decimals > MostDigits
            || NanosecondsOf(rest[length..].ToString()) is not { } unit)
        {
            problem = $"{Words.Quote(text)} is not a duration: expected a number and a unit of"
                + " ns, us, ms, s, min, h, d, such as 500ms";
            return null;
        }

        // As a fraction of integers, so that no decimal is lost on the way.
        BigInteger number = BigInteger.Parse(
            $"{rest[..wholes]}{(decimals > 0 ? rest.Slice(wholes + 1, decimals) : "")}",
            System.Globalization.CultureInfo.InvariantCulture);
        BigInteger parts = BigInteger.Pow(10, decimals) * NanosecondsPerTick;
        BigInteger ticks = BigInteger.DivRem(number * unit, parts, out BigInteger left);
        if (!left.IsZero)
        {
            problem = $"{Words.Quote(text)} cannot be had exactly: expected a multiple of 100ns";
            return null;
        }

        if (ticks > long.MaxValue)
        {
            problem = $"{Words.Quote(text)} is too long: expected at most "
                + Yaml.Of(longest);
            return null;
        }

        return new TimeSpan(text.StartsWith('-') ? -(long)ticks : (long)ticks);
    }

    private static int DigitsOf(ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }

    private static long? NanosecondsOf(string unit) => unit switch
    {
        "ns" => 1,
        "us" => 1_000,
        "ms" => 1_000_000,
        "s" => 1_000_000_000,
        "min" => 60_000_000_000,
        "h" => 3_600_000_000_000,
        "d" => 86_400_000_000_000,
        _ => null,
    };
}
