using System.Globalization;
using System.Numerics;

namespace Harness.Reference.Documents;

/// <summary>
/// How durations are read: what <see cref="Yaml"/> prints, decimals of any unit, and several units
/// in a row.
/// </summary>
public static class Durations
{
    private const int MostDigits = 30;
    private const int NanosecondsPerTick = 100;

    /// <summary>
    /// Reads <c>-1.5min</c> and <c>1min30s</c>; on failure says what is wrong. A part of 100 ns
    /// cannot be had: it would have to be rounded, and then the file would not say what is meant.
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
        if (PartsOf(text.AsSpan(text.StartsWith('-') ? 1 : 0)) is not { } parts)
        {
            problem = $"{Words.Quote(text)} is not a duration: expected a number and a unit of"
                + " ns, us, ms, s, min, h, d, such as 500ms";
            return null;
        }

        if (parts.Zip(parts.Skip(1)).Any(pair => pair.First.Unit <= pair.Second.Unit))
        {
            problem = $"{Words.Quote(text)} is not a duration: expected its units from the largest"
                + " to the smallest, each of them once, such as 3min5s";
            return null;
        }

        if (parts.SkipLast(1).Any(part => part.Decimals > 0))
        {
            problem = $"{Words.Quote(text)} is not a duration: expected decimals of its last unit"
                + " only, such as 3min5.5s";
            return null;
        }

        // As a fraction of integers, so that no decimal is lost on the way.
        BigInteger scale = BigInteger.Pow(10, parts[^1].Decimals);
        BigInteger sum = BigInteger.Zero;
        foreach (Part part in parts)
        {
            sum += part.Number * part.Unit * (part.Decimals > 0 ? BigInteger.One : scale);
        }

        BigInteger ticks = BigInteger.DivRem(
            sum, scale * NanosecondsPerTick, out BigInteger left);
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

    // Null if it is not numbers with units behind them, and nothing else.
    private static List<Part>? PartsOf(ReadOnlySpan<char> rest)
    {
        var parts = new List<Part>();
        do
        {
            int wholes = DigitsOf(rest);
            int decimals = 0;
            if (wholes > 0 && wholes < rest.Length && rest[wholes] == '.')
            {
                decimals = DigitsOf(rest[(wholes + 1)..]);
            }

            int length = wholes + (decimals > 0 ? decimals + 1 : 0);
            int letters = LettersOf(rest[length..]);
            if (wholes == 0 || wholes + decimals > MostDigits
                || NanosecondsOf(rest.Slice(length, letters)) is not { } unit)
            {
                return null;
            }

            string digits =
                $"{rest[..wholes]}{(decimals > 0 ? rest.Slice(wholes + 1, decimals) : "")}";
            parts.Add(new Part(
                BigInteger.Parse(digits, CultureInfo.InvariantCulture), decimals, unit));
            rest = rest[(length + letters)..];
        }
        while (rest.Length > 0);

        return parts;
    }

    private static int DigitsOf(ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }

    private static int LettersOf(ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAnyExceptInRange('a', 'z');
        return end < 0 ? text.Length : end;
    }

    private static long? NanosecondsOf(ReadOnlySpan<char> unit) => unit switch
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

    /// <summary>A number and its unit.</summary>
    /// <param name="Number">The digits, without the point.</param>
    /// <param name="Decimals">How many of them are behind the point.</param>
    /// <param name="Unit">How many nanoseconds one has.</param>
    private readonly record struct Part(BigInteger Number, int Decimals, long Unit);
}
