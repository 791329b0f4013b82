using Harness.Sim.Running;
using Harness.Sim.Trace;

namespace Harness.Reports;

/// <summary>
/// The events around a finding: enough to see it, and never more than fit.
/// </summary>
internal static class EventWindow
{
    /// <summary>Events shown before the first and after the last one of a finding.</summary>
    public const int Margin = 3;

    /// <summary>Lines at most, the ones that say what was left out included.</summary>
    public const int MostLines = 40;

    /// <summary>A window in words, a line each.</summary>
    public static IReadOnlyList<string> Lines(IReadOnlyList<WindowEntry> window)
    {
        ArgumentNullException.ThrowIfNull(window);
        return [.. window.Select(Line)];
    }

    /// <summary>
    /// The events from <see cref="Margin"/> before <paramref name="first"/> to as many after
    /// <paramref name="last"/>; without a first event, the end of the trace. If they are too many,
    /// port calls and hints between the ends are left out first, and then the middle.
    /// </summary>
    public static IReadOnlyList<WindowEntry> Of(
        IReadOnlyList<TraceEvent> events, int first, int last)
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
            return [.. shown.Select(Entry)];
        }

        int before = shown.Count;
        shown.RemoveAll(happened => IsChatter(happened)
            && happened.Index != first && happened.Index != last);
        int chatter = before - shown.Count;
        int room = MostLines - (chatter > 0 ? 1 : 0);
        return
        [
            .. shown.Count <= room ? shown.Select(Entry) : Ends(shown, room),
            .. chatter > 0 ? [new WindowEntry(null, chatter, IsChatter: true)] : (WindowEntry[])[],
        ];
    }

    private static string Line(WindowEntry entry) => entry switch
    {
        { Event: { } shown } => TraceText.Line(shown),
        { IsChatter: true } => FormattableString.Invariant(
            $"… {entry.LeftOut} port calls and hints left out"),
        _ => FormattableString.Invariant($"… {entry.LeftOut} events left out"),
    };

    private static WindowEntry Entry(TraceEvent happened) => new(EventRecord.Of(happened));

    private static List<WindowEntry> Ends(List<TraceEvent> shown, int room)
    {
        int head = (room - 1) / 2;
        int tail = room - 1 - head;
        int left = shown.Count - head - tail;
        return
        [
            .. shown.Take(head).Select(Entry),
            new WindowEntry(null, left),
            .. shown.TakeLast(tail).Select(Entry),
        ];
    }

    private static bool IsChatter(TraceEvent happened) =>
        happened is PortCalled or PortEffect or PortAnswered or HintDelivered;
}
