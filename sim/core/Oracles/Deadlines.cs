using Harness.Reference.Ports;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// What must be done within a time in which the supervisor is able to act, each thing since an
/// event of its own. Exactly at its bound nothing is late.
/// </summary>
/// <param name="because">What is wrong when something is late.</param>
/// <param name="order">
/// Which of several that are late is told; null: the one that was begun first.
/// </param>
internal sealed class Deadlines<T>(Func<Deadline<T>, string> because, IComparer<T>? order = null)
    where T : notnull
{
    private readonly List<Deadline<T>> _open = [];

    /// <summary>The first of what is open, in that order; null if nothing is.</summary>
    internal Deadline<T>? First => _open.Count > 0 ? _open[0] : null;

    /// <summary>Its time begins now, also if it was open.</summary>
    internal void Begin(T what, TraceEvent since, WorldState world, TimeSpan bound)
    {
        End(what);
        int place = order is null ? -1 : _open.FindIndex(one => order.Compare(one.What, what) > 0);
        _open.Insert(
            place < 0 ? _open.Count : place,
            new Deadline<T>(what, since.Index, world.AbleFor, bound));
    }

    /// <summary>Its time begins now, unless it is open.</summary>
    internal void TryBegin(T what, TraceEvent since, WorldState world, TimeSpan bound)
    {
        if (!Has(what))
        {
            Begin(what, since, world, bound);
        }
    }

    /// <summary>Whether it is to be done.</summary>
    internal bool Has(T what) => _open.Exists(one => IsSame(one.What, what));

    /// <summary>It is done, or need not be; whether it was open.</summary>
    internal bool End(T what) => EndAll(one => IsSame(one, what));

    /// <summary>All those are done, or need not be; whether any was open.</summary>
    internal bool EndAll(Predicate<T> those) => _open.RemoveAll(one => those(one.What)) > 0;

    /// <summary>None of them needs to be done any more.</summary>
    internal void Clear() => _open.Clear();

    /// <summary>The time of everything begins again: each life has its own patience.</summary>
    internal void Restart(WorldState world) => Restart(_ => true, world, TimeSpan.Zero);

    /// <summary>The time of all those begins again, after another time.</summary>
    internal void Restart(Predicate<T> those, WorldState world, TimeSpan after)
    {
        for (int i = 0; i < _open.Count; i++)
        {
            _open[i] = those(_open[i].What)
                ? _open[i] with { Able = world.AbleFor + after }
                : _open[i];
        }
    }

    /// <summary>The first that is late now and not excused; null if none is.</summary>
    internal Finding? Late(Instant now, int last, WorldState world, Predicate<T>? isExcused = null)
    {
        if (_open.Count == 0)
        {
            return null; // mostly, and it is asked at every event
        }

        TimeSpan able = world.AbleUntil(now);
        foreach (Deadline<T> one in _open)
        {
            if (able - one.Able > one.Bound && isExcused?.Invoke(one.What) != true)
            {
                return Finding.Fail(because(one), one.Since, last);
            }
        }

        return null;
    }

    private static bool IsSame(T one, T other) => EqualityComparer<T>.Default.Equals(one, other);
}

/// <summary>Something that must be done in time.</summary>
/// <param name="What">What it is.</param>
/// <param name="Since">The place of the event since which it must be.</param>
/// <param name="Able">How long the supervisor had been able to act by then.</param>
/// <param name="Bound">Within how much more of that.</param>
internal sealed record Deadline<T>(T What, int Since, TimeSpan Able, TimeSpan Bound);
