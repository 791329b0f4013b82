using System.Diagnostics.CodeAnalysis;
using Harness.Reference.Ports;

namespace Harness.Reference.Concurrency;

/// <summary>
/// What one activity is told by others: many may post, one reads. (A channel would do, but waiting
/// for it with a deadline needs <c>ValueTask.AsTask</c>, which goes through the thread pool.)
/// </summary>
/// <param name="time">Deadlines are of its monotonic clock.</param>
internal sealed class Mailbox<T>(TimeProvider time)
    where T : struct
{
    private readonly Queue<T> _items = new();
    private TaskCompletionSource? _arrival;

    /// <summary>How many items wait.</summary>
    internal int Count => _items.Count;

    private Instant Now => Instant.Now(time);

    /// <summary>Adds an item. It never waits.</summary>
    internal void Post(T item)
    {
        _items.Enqueue(item);
        _arrival?.TrySetResult();
        _arrival = null;
    }

    /// <summary>The next item if there is one now.</summary>
    internal bool TryNext([MaybeNullWhen(false)] out T item) => _items.TryDequeue(out item);

    /// <summary>
    /// Waits for an item without taking it: whoever stops waiting leaves it where it is.
    /// </summary>
    internal async Task Arrived()
    {
        while (_items.Count == 0)
        {
            await Arrival(null);
        }
    }

    /// <summary>The next item; null if <paramref name="due"/> comes first.</summary>
    internal async Task<T?> Next(Instant? due)
    {
        while (true)
        {
            if (_items.TryDequeue(out T item))
            {
                return item;
            }

            if (due is { } at && Now >= at)
            {
                return null;
            }

            await Arrival(due);
        }
    }

    private async Task Arrival(Instant? due)
    {
        _arrival ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task arrived = _arrival.Task;
        if (due is { } at)
        {
            using var over = new CancellationTokenSource();
            TimeSpan piece = Waiting.Piece(at - Now);
            await Join.Any(arrived, Task.Delay(piece, time, over.Token));
            over.Cancel();
        }
        else
        {
            await arrived;
        }
    }
}
