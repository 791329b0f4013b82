using Harness.Reference.Ports;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// "A kid restart may leak some locked-at-restart-time resources ... but the number of such lost
/// resources is normally negligible" (Squid): it is counted, bounded, and given back.
/// </summary>
internal sealed class LeaksAreBounded(TimeSpan bound) : TimedChecker
{
    // How long the reaper may wait for one dead life's writes, and what it takes beyond that.
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    internal static Oracle Oracle { get; } = new(
        "leaks-are-bounded", Vocabulary.Words, run => new LeaksAreBounded(
        (Drain * run.Scenario.Workers.Count)
        + (2 * run.Scenario.Supervisor.WatchdogEvery) + Margin))
    {
        Claim = "What a dead life has locked is given back in time, exactly counted, or, while its"
            + " writes go on, reported as leaked; no slot is taken again before.",
        ReachedWhen = "a life died with locks, and they were given back or had to be",
        Unreached = "no life died with locks that could be given back",
    };

    // By unit, then by incarnation: the same everywhere, whatever the language of the machine.
    private readonly SortedDictionary<(string Unit, int Incarnation), Holder> _holders = new(
        Comparer<(string Unit, int Incarnation)>.Create((one, other) =>
            string.CompareOrdinal(one.Unit, other.Unit) is var order and not 0
                ? order
                : one.Incarnation.CompareTo(other.Incarnation)));

    private readonly Dictionary<string, HoldingsReleased> _given = new(StringComparer.Ordinal);
    private readonly List<WriteBegan> _inFlight = [];
    private bool _isLocked; // whether any lock was ever taken
    private bool _isEnding;

    internal override EventGroups Reads => EventGroups.Others | EventGroups.Cache;

    internal override Finding? After(TraceEvent happened, WorldState world)
    {
        switch (happened)
        {
            case EntryLocked locked:
                _isLocked = true;
                Of(locked.Unit, locked.Incarnation).Locks++;
                return Reused(locked);
            case EntryUnlocked unlocked:
                Of(unlocked.Unit, unlocked.Incarnation).Locks--;
                break;
            case WriteBegan began:
                _inFlight.Add(began);
                break;
            case WriteDone done:
                _inFlight.RemoveAll(one => one.Unit == done.Unit
                    && one.Incarnation == done.Incarnation && one.Request == done.Request);
                Of(done.Unit, done.Incarnation).Since = world.AbleFor;
                break;
            case ProcessExited exited:
                Holder dead = Of(exited.Unit, exited.Incarnation);
                dead.DiedAt = exited.Index;
                dead.Since = world.AbleFor;
                break;
            case HoldingsReleased given:
                return Given(given);
            case Logged { Code: LogCode.HoldingsReleased } told:
                return Told(told);
            case Logged { Code: LogCode.HoldingsLeaked } told:
                return Leaked(told);
            case SupervisorStarted: // every life has its own patience
                _isEnding = false;
                foreach (Holder holder in _holders.Values)
                {
                    holder.Since = world.AbleFor;
                    holder.IsToldLeaked = false;
                }

                break;
            case FatalWritten or Logged { Code: LogCode.SupervisorStopping }:
                _isEnding = true; // there is nobody left to give anything back to
                break;
            case CacheCleared:
                _holders.Clear();
                _inFlight.Clear();
                break;
            default:
                break;
        }

        return null;
    }

    internal override Finding? Overdue(Instant now, int last, WorldState world)
    {
        if (!_isLocked || _isEnding)
        {
            return null;
        }

        TimeSpan able = world.AbleUntil(now);
        foreach (((string unit, int incarnation), Holder holder) in _holders)
        {
            bool isExcused = holder.IsToldLeaked && IsInFlight(unit, incarnation);
            if (holder is { DiedAt: >= 0, Locks: > 0 } && !isExcused
                && able - holder.Since > bound)
            {
                return Finding.Fail(
                    $"life {incarnation} of {unit} is dead, and {bound.TotalSeconds} s later its "
                    + $"{holder.Locks} locks are neither given "
                    + "back nor reported as leaked", holder.DiedAt, last);
            }
        }

        return null;
    }

    private Holder Of(string unit, int incarnation)
    {
        if (!_holders.TryGetValue((unit, incarnation), out Holder? holder))
        {
            holder = new Holder();
            _holders.Add((unit, incarnation), holder);
        }

        return holder;
    }

    private bool IsInFlight(string unit, int incarnation) => _inFlight.Exists(
        one => one.Unit == unit && one.Incarnation == incarnation);

    private Finding? Reused(EntryLocked locked) => locked.IsWrite
        && _inFlight.Find(one => one.Slot == locked.Slot) is { } other
            ? Finding.Fail(
                $"slot {locked.Slot} was taken for key {locked.Key} while a write of key"
                + $" {other.Key} for {other.Unit} to it was not over", other.Index, locked.Index)
            : null;

    private Finding? Given(HoldingsReleased given)
    {
        Holder holder = Of(given.Unit, given.Incarnation);
        int held = holder.Locks;
        IsReached |= held > 0;
        holder.Locks = 0;
        _given[given.Unit] = given;
        return given.InFlight > 0
            ? Finding.Fail(
                $"what life {given.Incarnation} of {given.Unit} held was given back while a"
                + " write of it was not over", Math.Max(holder.DiedAt, 0), given.Index)
            : given.Locks != held
                ? Finding.Fail($"{held} locks were held and {given.Locks} given back",
                    Math.Max(holder.DiedAt, 0), given.Index)
                : null;
    }

    private Finding? Told(Logged told) =>
        _given.GetValueOrDefault(told.Subject) is { } given && given.Locks == told.First
            && given.Pages == told.Second
            ? null
            : Finding.Fail(
                $"what is said to have been given back for {told.Subject} is not what was", told);

    private Finding? Leaked(Logged told)
    {
        // Which of its dead lives is meant is not said: one of them must fit.
        Holder[] fitting = [.. _holders.Where(one => one.Key.Unit == told.Subject
            && one.Value.DiedAt >= 0 && one.Value.Locks == told.First)
            .Select(one => one.Value)];
        foreach (Holder holder in fitting)
        {
            holder.IsToldLeaked = true;
            IsReached |= holder.Locks > 0;
        }

        return fitting.Length > 0 && told.Second > 0
            ? null
            : Finding.Fail($"a leak of {told.Subject} was reported that is none", told);
    }

    private sealed class Holder
    {
        internal int Locks { get; set; }

        internal int DiedAt { get; set; } = -1;

        internal TimeSpan Since { get; set; }

        internal bool IsToldLeaked { get; set; }
    }
}
