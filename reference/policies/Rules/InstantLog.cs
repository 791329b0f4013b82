using System.Runtime.CompilerServices;

namespace Harness.Reference.Policies.Rules;

/// <summary>
/// The last so many times, as a value: the first 16 places are in it, and need no memory of their
/// own; a longer one is copied when it changes.
/// </summary>
public struct InstantLog : IEquatable<InstantLog>
{
    private const int Inside = 16;

    private Places _inside;
    private long[]? _more;
    private int _next;
    private int _count;

    /// <summary>How many it holds.</summary>
    public readonly int Count => _count;

    public static bool operator ==(InstantLog left, InstantLog right) => left.Equals(right);

    public static bool operator !=(InstantLog left, InstantLog right) => !left.Equals(right);

    /// <summary>
    /// The time that was added <paramref name="back"/> times before the last one.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It holds no such time.</exception>
    public readonly long Back(int back, int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(back);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(back, Count);
        int at = _next - 1 - back;
        return At(at < 0 ? at + capacity : at);
    }

    /// <summary>
    /// With one more; of more than <paramref name="capacity"/> the oldest is dropped. The capacity
    /// is the same in all calls.
    /// </summary>
    public readonly InstantLog Add(long time, int capacity)
    {
        InstantLog next = this;
        next.Push(time, capacity);
        return next;
    }

    /// <inheritdoc/>
    public readonly bool Equals(InstantLog other)
    {
        if (Count != other.Count)
        {
            return false;
        }

        for (int back = 0; back < Count; back++)
        {
            if (Last(back) != other.Last(back))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is InstantLog other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => Count == 0 ? 0 : Count * 31 + (int)Last(0);

    /// <summary>Adds one to this very log, as <see cref="Add"/> does to a copy of it.</summary>
    internal void Push(long time, int capacity)
    {
        if (capacity <= 0)
        {
            return;
        }

        if (capacity <= Inside)
        {
            _inside[_next] = time;
        }
        else
        {
            // Grown as needed: a long log that is never filled costs nothing. An array that is
            // shared with a copy of this log never changes.
            int length = Math.Min(capacity, Math.Max(_count + 1, Inside));
            var more = new long[length];
            _more?.AsSpan(0, Math.Min(_more.Length, length)).CopyTo(more);
            more[_next] = time;
            _more = more;
        }

        _next = _next + 1 == capacity ? 0 : _next + 1;
        _count = Math.Min(_count + 1, capacity);
    }

    // One that has begun over is full: its capacity is how many it holds.
    private readonly long Last(int back) => Back(back, Count);

    private readonly long At(int at) => _more is { } more ? more[at] : _inside[at];

    [InlineArray(Inside)]
    private struct Places
    {
        private long _first;
    }
}
