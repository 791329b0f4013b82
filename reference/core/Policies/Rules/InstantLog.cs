using System.Runtime.CompilerServices;

namespace Harness.Reference.Policies.Rules;

/// <summary>
/// The last so many times, as a value: the first 16 places are in it, and need no memory of their
/// own; a longer one is copied when it changes.
/// </summary>
public readonly struct InstantLog : IEquatable<InstantLog>
{
    private const int Inside = 16;

    private readonly Places _inside;
    private readonly long[]? _more;
    private readonly int _next;

    private InstantLog(Places inside, long[]? more, int next, int count)
    {
        _inside = inside;
        _more = more;
        _next = next;
        Count = count;
    }

    /// <summary>How many it holds.</summary>
    public int Count { get; }

    public static bool operator ==(InstantLog left, InstantLog right) => left.Equals(right);

    public static bool operator !=(InstantLog left, InstantLog right) => !left.Equals(right);

    /// <summary>
    /// The time that was added <paramref name="back"/> times before the last one.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It holds no such time.</exception>
    public long Back(int back, int capacity)
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
    public InstantLog Add(long time, int capacity)
    {
        if (capacity <= 0)
        {
            return this;
        }

        Places inside = _inside;
        long[]? more = _more;
        if (capacity <= Inside)
        {
            inside[_next] = time;
        }
        else
        {
            // Grown as needed: a long log that is never filled costs nothing.
            int length = Math.Min(capacity, Math.Max(Count + 1, Inside));
            more = new long[length];
            _more?.AsSpan(0, Math.Min(_more.Length, length)).CopyTo(more);
            more[_next] = time;
        }

        return new InstantLog(
            inside, more, _next + 1 == capacity ? 0 : _next + 1, Math.Min(Count + 1, capacity));
    }

    /// <inheritdoc/>
    public bool Equals(InstantLog other)
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
    public override bool Equals(object? obj) => obj is InstantLog other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Count == 0 ? 0 : Count * 31 + (int)Last(0);

    // One that has begun over is full: its capacity is how many it holds.
    private long Last(int back) => Back(back, Count);

    private long At(int at) => _more is { } more ? more[at] : _inside[at];

    [InlineArray(Inside)]
    private struct Places
    {
        private long _first;
    }
}
