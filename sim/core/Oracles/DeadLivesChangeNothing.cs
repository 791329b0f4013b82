using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// A worker must "scrutinize messages/artifacts that could have been sent/left by a killed
/// transaction or process" (Squid): what a dead life has left changes nothing of the living one.
/// </summary>
internal sealed class DeadLivesChangeNothing : Checker
{
    internal static Oracle Oracle { get; } = new(
        "dead-lives-change-nothing", Vocabulary.Acts, _ => new DeadLivesChangeNothing())
    {
        Claim = "No reply, lock or write of a dead life changes what a living one has, and none of"
            + " a living one is taken away in the name of a dead one.",
        ReachedWhen = "a reply for another life was delivered, or a dead life's holdings were"
            + " given back",
        Unreached = "nothing of a dead life reached a living one",
    };

    private readonly Dictionary<(string Unit, int Incarnation), int> _fenced = [];

    internal override EventGroups Reads => EventGroups.Others | EventGroups.Cache;

    internal override Finding? Before(TraceEvent happened, WorldState world)
    {
        if (Wrong(happened, world) is { } wrong)
        {
            return wrong;
        }

        IsReached |= happened is HoldingsReleased
            || (happened is ReplyDelivered { } one && one.MeantFor != one.Incarnation);
        if (happened is LifeFenced fences)
        {
            _fenced.TryAdd((fences.Unit, fences.Incarnation), fences.Index);
        }

        return null;
    }

    private Finding? Wrong(TraceEvent happened, WorldState world) => happened switch
    {
        ReplyDelivered reply => WrongReply(reply),
        LifeFenced fence => Taken(world, fence.Unit, fence.Incarnation, fence),
        HoldingsReleased given => Taken(world, given.Unit, given.Incarnation, given),
        WriteBegan write when _fenced.TryGetValue(
            (write.Unit, write.Incarnation), out int since) => Finding.Fail(
                $"a write of life {write.Incarnation} of {write.Unit} began after nothing"
                + " of it should", since, write.Index),
        EntryLocked locked when IsDead(world, locked.Unit, locked.Incarnation) =>
            Acted(locked, locked.Unit, locked.Incarnation),
        EntryUnlocked unlocked when IsDead(world, unlocked.Unit, unlocked.Incarnation) =>
            Acted(unlocked, unlocked.Unit, unlocked.Incarnation),
        _ => null,
    };

    private static bool IsDead(WorldState state, string unit, int incarnation) =>
        state.Find(unit, incarnation) is null;

    private static Finding? WrongReply(ReplyDelivered reply)
    {
        bool isMine = reply.MeantFor == reply.Incarnation && reply.IsPending;
        return reply.IsAccepted == isMine
            ? null
            : Finding.Fail(
                reply.IsAccepted
                    ? $"life {reply.Incarnation} of {reply.Unit} took a reply for life"
                        + $" {reply.MeantFor} for its own"
                    : $"life {reply.Incarnation} of {reply.Unit} did not take its own reply",
                reply);
    }

    private static Finding? Taken(
        WorldState state, string unit, int incarnation, TraceEvent happened) =>
        state.Find(unit, incarnation) is { } living
            ? Finding.Fail(
                $"life {incarnation} of {unit} lives, and was treated as a dead one",
                living.Start.Index, happened.Index)
            : null;

    private static Finding Acted(TraceEvent happened, string unit, int incarnation) =>
        Finding.Fail($"life {incarnation} of {unit} is dead, and changed a lock", happened);
}
