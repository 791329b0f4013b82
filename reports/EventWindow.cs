using Harness.Sim.Trace;

namespace Harness.Reports;

/// <summary>
/// The events around a finding, as lines: enough to see it, and never more than fit.
/// </summary>
public static class EventWindow
{
    /// <summary>Events shown before the first and after the last one of a finding.</summary>
    public const int Margin = 3;

    /// <summary>Lines at most, the ones that say what was left out included.</summary>
    public const int MostLines = 40;

    /// <summary>
    /// The lines from <see cref="Margin"/> before <paramref name="first"/> to as many after
    /// <paramref name="last"/>; without a first event, the end of the trace. If they are too many,
    /// port calls and hints between the ends are left out first, and then the middle.
    /// </summary>
    public static IReadOnlyList<string> Lines(IReadOnlyList<TraceEvent> events, int first, int last)
    {
        ArgumentNullException.ThrowIfNull(events);
        if (events.Count == 0)
        {
            return [];
        }

        int from = first < 0 ? Math.Max(0, events.Count - MostLines) : Math.Max(0, first - Margin);
        int to = first < 0 ? events.Count - 1
            : Math.Min(events.Count - 1, Math.Max(first, last) + Margin);
        from = Math.Min(from, to);
        List<TraceEvent> shown = [.. Enumerable.Range(from, to - from + 1).Select(i => events[i])];
        if (shown.Count <= MostLines)
        {
            return [.. TraceText.Lines(shown)];
        }

        int before = shown.Count;
        shown.RemoveAll(happened => IsChatter(happened)
            && happened.Index != first && happened.Index != last);
        int chatter = before - shown.Count;
        string? note = chatter > 0
            ? FormattableString.Invariant($"… {chatter} port calls and hints left out") : null;
        int room = MostLines - (note is null ? 0 : 1);
        List<string> lines = shown.Count <= room
            ? [.. TraceText.Lines(shown)]
            : Ends(shown, room);
        if (note is not null)
        {
            lines.Add(note);
        }

        return lines;
    }

    private static List<string> Ends(List<TraceEvent> shown, int room)
    {
        int head = (room - 1) / 2;
        int tail = room - 1 - head;
        int left = shown.Count - head - tail;
        return
        [
            .. TraceText.Lines(shown.Take(head)),
            FormattableString.Invariant($"… {left} events left out"),
            .. TraceText.Lines(shown.TakeLast(tail)),
        ];
    }

    private static bool IsChatter(TraceEvent happened) =>
        happened is PortCalled or PortEffect or PortAnswered or HintDelivered;
}
