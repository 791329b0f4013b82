using System.Globalization;
using System.Text;

namespace Harness.Reference.Documents;

/// <summary>
/// How values are spelled in documents. <see cref="Values"/> and <see cref="Words"/> read the same
/// spellings.
/// </summary>
public static class Yaml
{
    /// <summary>
    /// A closed set's value, in lower case with hyphens: NoResources is no-resources.
    /// </summary>
    public static string Of<T>(T value)
        where T : struct, Enum => Hyphened(value.ToString());

    /// <summary>
    /// A name that is spelled NoResources, as documents spell it: no-resources.
    /// </summary>
    public static string Hyphened(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var text = new StringBuilder();
        foreach (char unit in name)
        {
            if (char.IsAsciiLetterUpper(unit) && text.Length > 0)
            {
                text.Append('-');
            }

            text.Append(char.ToLowerInvariant(unit));
        }

        return text.ToString();
    }

    /// <summary>
    /// A duration in its largest exact unit: 1500ms, 12s, 30min, 1h, -1d, 100ns steps in us.
    /// </summary>
    public static string Of(TimeSpan span)
    {
        (long Ticks, string Unit)[] units =
        [
            (TimeSpan.TicksPerDay, "d"), (TimeSpan.TicksPerHour, "h"),
            (TimeSpan.TicksPerMinute, "min"),
            (TimeSpan.TicksPerSecond, "s"), (TimeSpan.TicksPerMillisecond, "ms"),
        ];
        foreach ((long ticks, string unit) in units)
        {
            if (span.Ticks % ticks == 0 && span.Ticks != 0)
            {
                return (span.Ticks / ticks).ToString(CultureInfo.InvariantCulture) + unit;
            }
        }

        return span.Ticks == 0
            ? "0s"
            : ((decimal)span.Ticks / TimeSpan.TicksPerMillisecond)
                .ToString(CultureInfo.InvariantCulture) + "ms";
    }

    /// <summary>Durations <c>a..b</c>, or one that is both ends.</summary>
    public static string Of(Range<TimeSpan> range) => range.Least == range.Most
        ? Of(range.Least)
        : $"{Of(range.Least)}..{Of(range.Most)}";

    /// <summary>
    /// On one line, in double quotes (YAML 1.2.2, 7.3.1). What a reader refuses is written so that
    /// it gets to see it.
    /// </summary>
    public static string Quoted(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var text = new StringBuilder("\"");
        foreach (Rune rune in value.EnumerateRunes())
        {
            string? escaped = rune.Value switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                _ => SourceText.IsAllowed(rune)
                    ? null
                    : FormattableString.Invariant($"\\U{rune.Value:X8}"),
            };
            text.Append(escaped ?? rune.ToString());
        }

        return text.Append('"').ToString();
    }
}
