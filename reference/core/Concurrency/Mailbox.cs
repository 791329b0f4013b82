using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace Harness.Reference.Concurrency;

/// <summary>What one activity is told by others: many may post, one reads.</summary>
internal sealed class Mailbox<T>(TimeProvider time)
    where T : struct
{
    private readonly Channel<T> _channel = Channel.CreateUnbounded<T>();
    private Task<bool>? _arrival;

    /// <summary>Adds an item. It never waits.</summary>
    internal void Post(T item) => _channel.Writer.TryWrite(item);

    /// <summary>The next item if there is one now.</summary>
    internal bool TryNext([MaybeNullWhen(false)] out T item) => _channel.Reader.TryRead(out item);

    /// <summary>The next item; null if <paramref name="due"/> comes first.</summary>
    internal async Task<T?> Next(Instant? due)
    {
        while (true)
        {
            if (_channel.Reader.TryRead(out T item))
            {
                return item;
            }

            if (due is { } at && Instant.Now(time) >= at)
            {
                return null;
            }

            await Arrival(due);
        }
    }

    private async Task Arrival(Instant? due)
    {
        // One wait for an arrival is kept over many calls: a reader may not wait twice.
        _arrival ??= _channel.Reader.WaitToReadAsync().AsTask();
        if (due is { } at)
        {
            using var over = new CancellationTokenSource();
            TimeSpan piece = Waiting.Piece(at - Instant.Now(time));
            await Task.WhenAny(_arrival, Task.Delay(piece, time, over.Token));
            over.Cancel();
        }
        else
        {
            await _arrival;
        }

        if (_arrival.IsCompleted)
        {
            _arrival = null;
        }
    }
}
