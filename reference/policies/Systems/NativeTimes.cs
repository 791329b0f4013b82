using System.Globalization;

namespace Harness.Reference.Policies.Systems;

/// <summary>How a supervisor writes times.</summary>
internal enum TimeStyle
{
    /// <summary>systemd: <c>1min 30s</c>, a bare number is seconds, <c>infinity</c>.</summary>
    Systemd,

    /// <summary>Go: <c>1h30m</c>; no bare number but 0.</summary>
    Go,

    /// <summary>A number of seconds, with decimals.</summary>
    Seconds,

    /// <summary>A whole number of seconds.</summary>
    WholeSeconds,

    /// <summary>A whole number of milliseconds.</summary>
    Milliseconds,

    /// <summary>Squid: <c>30 seconds</c>.</summary>
    Squid,

    /// <summary>Akka: <c>3s</c>, <c>3 seconds</c>, <c>infinite</c>.</summary>
    Akka,

    /// <summary>.NET: <c>00:00:05</c>, or <c>5s</c>.</summary>
    Dotnet,

    /// <summary>OpenRC from 0.62: seconds, or a number with <c>ms</c>.</summary>
    OpenRc,

    /// <summary>PM2: milliseconds, or <c>10s</c>, <c>1m</c>, <c>1h</c>.</summary>
    Pm2,
}

/// <summary>A time that was read: its value (null: infinite), or what is wrong.</summary>
internal readonly record struct NativeTime(TimeSpan? Value, string? Problem = null);

/// <summary>Reads times as the supervisors write them, to 100 ns.</summary>
internal static class NativeTimes
{
    private const string SystemdWords = "expected a time span such as 500ms, 5s, 1min 30s or"
        + " infinity (a bare number is seconds)";

    /// <summary>Reads one.</summary>
    internal static NativeTime Read(string text, TimeStyle style) => style switch
    {
        TimeStyle.Systemd => text.Trim() == "infinity"
            ? new(null)
            : Sum(text, SystemdUnit, bare: TimeSpan.TicksPerSecond, SystemdWords),
        TimeStyle.Go => text == "0"
            ? new(TimeSpan.Zero)
            : Sum(text, GoUnit, bare: null, "expected a duration such as 500ms, 15s or 1h30m"),
        TimeStyle.Seconds => Sum(
            text, _ => null, TimeSpan.TicksPerSecond, "expected a number of seconds"),
        TimeStyle.WholeSeconds => Whole(
            text, TimeSpan.TicksPerSecond, "expected a whole number of seconds"),
        TimeStyle.Milliseconds => Whole(
            text, TimeSpan.TicksPerMillisecond, "expected a whole number of milliseconds"),
        TimeStyle.Squid => Sum(
            text, SquidUnit, TimeSpan.TicksPerSecond,
            "expected a number and a unit, such as 30 seconds"),
        TimeStyle.Akka => text is "infinite" or "inf" or "Inf" or "Duration.Inf"
            ? new(null)
            : Sum(text, AkkaUnit, bare: null, "expected a duration such as 3s, or infinite"),
        TimeStyle.Dotnet => Dotnet(text),
        TimeStyle.OpenRc => Sum(
            text, OpenRcUnit, TimeSpan.TicksPerSecond,
            "expected a number of seconds, or of milliseconds with ms"),
        TimeStyle.Pm2 => Sum(
            text, Pm2Unit, TimeSpan.TicksPerMillisecond,
            "expected a number of milliseconds, or one with s, m or h"),
    };

    private static NativeTime Dotnet(string text)
    {
        const string Expected = "expected a duration such as 00:00:05 or 5s";
        if (!text.Contains(':', StringComparison.Ordinal))
        {
            return Sum(text, GoUnit, bare: null, Expected);
        }

        return TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out TimeSpan time)
            && time >= TimeSpan.Zero
                ? new(time)
                : new(null, Expected);
    }

    private static NativeTime Whole(string text, long unit, string expected) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
        && number <= Spans.Longest.Ticks / unit
            ? new(new TimeSpan(number * unit))
            : new(null, expected);

    /// <summary>Numbers with units, one after the other, added up.</summary>
    private static NativeTime Sum(
        string text, Func<string, long?> unitOf, long? bare, string expected)
    {
        decimal ticks = 0;
        int at = 0;
        int parts = 0;
        while (SkipSpace(text, ref at))
        {
            string number = Take(text, ref at, one => char.IsAsciiDigit(one) || one == '.');
            SkipSpace(text, ref at);
            string unit = Take(
                text, ref at, one => !char.IsAsciiDigit(one) && one is not (' ' or '.'));
            long? size = unit.Length == 0 ? bare : unitOf(unit);
            if (size is not { } known
                || !decimal.TryParse(
                    number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
                    out decimal value)
                || value * known > Spans.Longest.Ticks)
            {
                return new(null, expected);
            }

            ticks += value * known;
            parts++;
        }

        return parts == 0 || ticks > Spans.Longest.Ticks
            ? new(null, expected)
            : new(new TimeSpan((long)ticks));
    }

    private static bool SkipSpace(string text, ref int at)
    {
        while (at < text.Length && text[at] == ' ')
        {
            at++;
        }

        return at < text.Length;
    }

    private static string Take(string text, ref int at, Func<char, bool> isPart)
    {
        int begin = at;
        while (at < text.Length && isPart(text[at]))
        {
            at++;
        }

        return text[begin..at];
    }

    // systemd.time(7).
    private static long? SystemdUnit(string unit) => unit switch
    {
        "us" or "usec" or "µs" or "μs" => 10,
        "ms" or "msec" => TimeSpan.TicksPerMillisecond,
        "s" or "sec" or "second" or "seconds" => TimeSpan.TicksPerSecond,
        "m" or "min" or "minute" or "minutes" => TimeSpan.TicksPerMinute,
        "h" or "hr" or "hour" or "hours" => TimeSpan.TicksPerHour,
        "d" or "day" or "days" => TimeSpan.TicksPerDay,
        "w" or "week" or "weeks" => 7 * TimeSpan.TicksPerDay,
        "M" or "month" or "months" => 26_297_460_000_000, // 30.44 days
        "y" or "year" or "years" => 315_576_000_000_000, // 365.25 days
        _ => null,
    };

    private static long? GoUnit(string unit) => unit switch
    {
        "us" or "µs" or "μs" => 10,
        "ms" => TimeSpan.TicksPerMillisecond,
        "s" => TimeSpan.TicksPerSecond,
        "m" => TimeSpan.TicksPerMinute,
        "h" => TimeSpan.TicksPerHour,
        _ => null,
    };

    private static long? SquidUnit(string unit) => unit switch
    {
        "second" or "seconds" => TimeSpan.TicksPerSecond,
        "minute" or "minutes" => TimeSpan.TicksPerMinute,
        "hour" or "hours" => TimeSpan.TicksPerHour,
        "day" or "days" => TimeSpan.TicksPerDay,
        "week" or "weeks" => 7 * TimeSpan.TicksPerDay,
        _ => null,
    };

    private static long? AkkaUnit(string unit) => unit switch
    {
        "millis" or "milli" or "millisecond" or "milliseconds" => TimeSpan.TicksPerMillisecond,
        "second" or "seconds" => TimeSpan.TicksPerSecond,
        "minute" or "minutes" => TimeSpan.TicksPerMinute,
        "hour" or "hours" => TimeSpan.TicksPerHour,
        "d" or "day" or "days" => TimeSpan.TicksPerDay,
        _ => GoUnit(unit),
    };

    private static long? OpenRcUnit(string unit) => unit switch
    {
        "ms" => TimeSpan.TicksPerMillisecond,
        "s" => TimeSpan.TicksPerSecond,
        _ => null,
    };

    private static long? Pm2Unit(string unit) => unit switch
    {
        "ms" => TimeSpan.TicksPerMillisecond,
        "s" => TimeSpan.TicksPerSecond,
        "m" => TimeSpan.TicksPerMinute,
        "h" => TimeSpan.TicksPerHour,
        _ => null,
    };
}
