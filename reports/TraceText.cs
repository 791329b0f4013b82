using System.Globalization;
using System.Text;
using Harness.Reference.Ports;
using Harness.Sim.Trace;

namespace Harness.Reports;

/// <summary>
/// An event as one line: its place, its time in seconds, its kind in words, every field that the
/// digest has taken in, and the supervisor's life from its second one on. So two events differ
/// exactly if their lines do.
/// </summary>
internal static class TraceText
{
    /// <summary>The line of one event.</summary>
    public static string Line(TraceEvent happened) => Line(EventRecord.Of(happened));

    /// <summary>The line of one event's record.</summary>
    public static string Line(EventRecord happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"{happened.Index,6} {Seconds(new Instant(happened.AtTicks)),16}  ");
        AppendWords(text, happened.Kind);
        foreach (FieldRecord field in happened.Fields)
        {
            FieldText.Append(text, field);
        }

        if (happened.Life > 1)
        {
            text.Append(CultureInfo.InvariantCulture, $" life={happened.Life}");
        }

        return text.ToString();
    }

    /// <summary>The lines of all events.</summary>
    public static IEnumerable<string> Lines(IEnumerable<TraceEvent> events) => events.Select(Line);

    private static string Seconds(Instant at) => FormattableString.Invariant(
        $"{at.Ticks / TimeSpan.TicksPerSecond}.{at.Ticks % TimeSpan.TicksPerSecond:D7} s");

    // The type's name is the field's word for it: ProcessStarted is "process started".
    private static void AppendWords(StringBuilder text, string name)
    {
        for (int i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsAsciiLetterUpper(name[i]))
            {
                text.Append(' ');
            }

            text.Append(char.ToLowerInvariant(name[i]));
        }
    }
}
