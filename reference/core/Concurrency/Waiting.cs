using Harness.Reference.Ports;

namespace Harness.Reference.Concurrency;

/// <summary>
/// How long to ask <see cref="Task.Delay(TimeSpan, TimeProvider)"/> to wait. It cuts its argument
/// down to whole milliseconds, so that waiting for 1.9 ms comes back after 1, and refuses 50 days:
/// whoever waits rounds up, waits in pieces, and looks again at what is due.
/// </summary>
public static class Waiting
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>The next piece of a wait: whole milliseconds, at least 1, at most a day.</summary>
    public static TimeSpan Piece(TimeSpan remaining)
    {
        if (remaining >= Longest)
        {
            return Longest;
        }

        long milliseconds = (remaining.Ticks + TimeSpan.TicksPerMillisecond - 1)
            / TimeSpan.TicksPerMillisecond;
        return TimeSpan.FromMilliseconds(Math.Max(1, milliseconds));
    }

    /// <summary>Waits until that instant, in pieces.</summary>
    public static async Task Until(Instant due, TimeProvider time, CancellationToken stop)
    {
        while (Instant.Now(time) is var now && now < due)
        {
            await Task.Delay(Piece(due - now), time, stop);
        }
    }
}
