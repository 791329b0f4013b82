using Harness.Reference.Ports;

namespace Harness.Reference.Supervising;

/// <summary>
/// Keeps a crash loop from flooding the log: "Frequent kid restarts may ... generate a lot of
/// logging noise." (Squid) Of one code about one subject at most <see cref="MostInAMinute"/>
/// entries are written in a minute; what was left out is counted and told when the first entry of a
/// later minute comes, whatever it is about.
/// </summary>
internal sealed class BoundedLog(ILog log, TimeProvider time)
{
    /// <summary>
    /// One a second: nobody reads faster, and nothing that happens seldom gets near it.
    /// </summary>
    internal const int MostInAMinute = 60;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Dictionary<(LogCode Code, string Subject), Window> _windows = [];

    internal void Write(in LogEntry entry)
    {
        Instant now = Instant.Now(time);
        (LogCode, string) key = (entry.Code, entry.Subject);
        _windows.TryGetValue(key, out Window window);
        if (window.Written == 0 || now - window.BeganAt >= Minute)
        {
            Close(now);
            window = new Window(now, 0, 0);
        }

        bool isWritten = window.Written < MostInAMinute;
        _windows[key] = isWritten
            ? window with { Written = window.Written + 1 }
            : window with { LeftOut = window.LeftOut + 1 };
        if (isWritten)
        {
            log.Write(entry);
        }
    }

    /// <summary>Tells what was left out in minutes that are over, and forgets them.</summary>
    private void Close(Instant now)
    {
        foreach (((LogCode code, string subject), Window over) in _windows
            .Where(one => now - one.Value.BeganAt >= Minute)
            .OrderBy(one => one.Value.BeganAt.Ticks).ThenBy(one => one.Key.Code)
            .ThenBy(one => one.Key.Subject, StringComparer.Ordinal).ToArray())
        {
            _windows.Remove((code, subject));
            if (over.LeftOut > 0)
            {
                log.Write(new LogEntry(
                    LogCode.EntriesLeftOut, subject, over.LeftOut, (long)code));
            }
        }
    }

    private readonly record struct Window(Instant BeganAt, int Written, int LeftOut);
}
