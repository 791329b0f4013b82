using System.Threading.Channels;
using Harness.Reference.Ports;

namespace Harness.Hosting.Events;

/// <summary>One entry of the supervisor's log, numbered from 1 in this life.</summary>
/// <param name="Number">Its number.</param>
/// <param name="At">The wall time, for people.</param>
/// <param name="Entry">What it says.</param>
public readonly record struct FeedEntry(long Number, DateTimeOffset At, LogEntry Entry);

/// <summary>
/// The supervisor's log as a stream: the last <see cref="Kept"/> entries can be read again, and
/// those that come can be followed. Who follows too slowly is cut off, and can come back with the
/// number of the last entry that it has.
/// </summary>
public sealed class EventFeed(TimeProvider time) : ILog
{
    /// <summary>How many entries are kept.</summary>
    public const int Kept = 1024;

    private readonly Lock _lock = new();
    private readonly Queue<FeedEntry> _last = new();
    private readonly List<Channel<FeedEntry>> _followers = [];
    private readonly SortedDictionary<LogCode, long> _counts = [];
    private long _number;

    /// <summary>Told of every entry, in order, on the thread of the supervisor.</summary>
    public event Action<FeedEntry>? Written;

    /// <inheritdoc/>
    public void Write(in LogEntry entry)
    {
        FeedEntry numbered;
        lock (_lock)
        {
            numbered = new FeedEntry(++_number, time.GetUtcNow(), entry);
            _counts[entry.Code] = _counts.GetValueOrDefault(entry.Code) + 1;
            _last.Enqueue(numbered);
            if (_last.Count > Kept)
            {
                _last.Dequeue();
            }

            foreach (Channel<FeedEntry> slow in
                _followers.Where(one => !one.Writer.TryWrite(numbered)).ToArray())
            {
                slow.Writer.TryComplete();
                _followers.Remove(slow);
            }
        }

        Written?.Invoke(numbered);
    }

    /// <summary>How many entries of each code there were in this life.</summary>
    public IReadOnlyDictionary<LogCode, long> Counts()
    {
        lock (_lock)
        {
            return new SortedDictionary<LogCode, long>(_counts);
        }
    }

    /// <summary>
    /// What is kept of the entries after that number, and then those that come. The reader
    /// completes when it was too slow; dispose the subscription when it is not read any more.
    /// </summary>
    public FeedSubscription Follow(long after)
    {
        lock (_lock)
        {
            var follower = Channel.CreateBounded<FeedEntry>(
                new BoundedChannelOptions(2 * Kept) { SingleReader = true });
            foreach (FeedEntry entry in _last.Where(entry => entry.Number > after))
            {
                follower.Writer.TryWrite(entry);
            }

            _followers.Add(follower);
            return new FeedSubscription(follower.Reader, () => Leave(follower));
        }
    }

    private void Leave(Channel<FeedEntry> follower)
    {
        lock (_lock)
        {
            _followers.Remove(follower);
        }
    }
}

/// <summary>Somebody who follows the feed.</summary>
public sealed class FeedSubscription(ChannelReader<FeedEntry> entries, Action leave) : IDisposable
{
    /// <summary>The entries.</summary>
    public ChannelReader<FeedEntry> Entries => entries;

    /// <inheritdoc/>
    public void Dispose() => leave();
}
