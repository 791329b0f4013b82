using Harness.Reference.Ports;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// "Frequent kid restarts may jeopardize Squid instance performance as a whole and generate a lot
/// of logging noise." (Squid)
/// </summary>
internal sealed class LogNoiseIsBounded : Checker
{
    // 60 in a minute by the minutes of each code; any minute may take in parts of two of them.
    private const int Most = 120;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    internal static Oracle Oracle { get; } = new(
        "log-noise-is-bounded", Vocabulary.Words, _ => new LogNoiseIsBounded())
    {
        Claim = "In no minute does a life of the supervisor write more than 120 entries of one"
            + " kind about one worker, and it says how many it left out.",
        ReachedWhen = "a worker was started more than 60 times in a minute",
        Unreached = "no worker was started so often",
    };

    private readonly Dictionary<(int Life, LogCode Code, string Subject), Queue<Logged>>
        _entries = [];

    private readonly Dictionary<string, Queue<ProcessStarted>> _starts =
        new(StringComparer.Ordinal);

    internal override Finding? Before(TraceEvent happened, WorldState world)
    {
        if (happened is ProcessStarted started)
        {
            IsReached |= Recent(_starts, started.Unit, started).Count > 60;
        }
        else if (happened is Logged entry)
        {
            Queue<Logged> recent = Recent(_entries, (entry.Life, entry.Code, entry.Subject), entry);
            if (recent.Count > Most)
            {
                return Finding.Fail(
                    $"{recent.Count} entries {entry.Code} about {entry.Subject} in a minute",
                    recent.Peek().Index, entry.Index);
            }
        }

        return null;
    }

    /// <summary>Those of the last minute under that key, this one among them.</summary>
    private static Queue<T> Recent<TKey, T>(Dictionary<TKey, Queue<T>> all, TKey key, T happened)
        where TKey : notnull
        where T : TraceEvent
    {
        if (!all.TryGetValue(key, out Queue<T>? recent))
        {
            all[key] = recent = new Queue<T>();
        }

        recent.Enqueue(happened);
        while (happened.At - recent.Peek().At >= Minute)
        {
            recent.Dequeue();
        }

        return recent;
    }
}
