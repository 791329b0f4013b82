using Harness.Reference.Ports;
using Harness.Sim.Kernel.Leaks;

namespace Harness.Sim.Kernel;

/// <summary>
/// The activities that have begun and are not over, in the order in which they began.
/// </summary>
internal sealed class Activities
{
    private readonly LinkedList<Actor> _unfinished = [];

    /// <summary>All of them: the one that began first is the first.</summary>
    internal IEnumerable<Actor> Unfinished => _unfinished;

    internal void Add(Actor actor) => actor.Place = _unfinished.AddLast(actor);

    internal void Remove(Actor actor)
    {
        if (actor.Place is { } place)
        {
            _unfinished.Remove(place);
            actor.Place = null;
        }
    }

    /// <summary>Those of a node that was killed are not waited for by anybody.</summary>
    internal void RemoveNode(SimNode node)
    {
        for (LinkedListNode<Actor>? at = _unfinished.First; at is not null;)
        {
            LinkedListNode<Actor>? next = at.Next;
            if (ReferenceEquals(at.Value.Node, node))
            {
                Remove(at.Value);
            }

            at = next;
        }
    }

    /// <summary>
    /// Each in words: where it waits, for what, and since when. Those that have waited for longest
    /// come first: what ticks on beside a deadlock comes last.
    /// </summary>
    internal IEnumerable<string> Describe(IReadOnlySet<Actor> named) =>
        from actor in _unfinished
        where !named.Contains(actor)
        orderby actor.LastStepTicks
        select Describe(actor);

    private static string Describe(Actor actor)
    {
        string place = AsyncStack.Describe(actor);
        return $"{actor.Path}{(place.Length == 0 ? "" : $", in {place}")},"
            + $" since {new Instant(actor.LastStepTicks)}";
    }
}
