using Harness.Sim.Kernel.Leaks;

namespace Harness.Sim.Kernel;

/// <summary>Everything of a run that must be over by a deadline, earliest first.</summary>
internal sealed class Obligations
{
    private readonly PriorityQueue<Obligation, (long Deadline, long Sequence)> _queue = new();
    private readonly List<(Obligation Obligation, long Since)> _held = []; // of paused nodes

    internal void Add(Obligation obligation, long now)
    {
        if (obligation.Owner.Node.IsPaused)
        {
            _held.Add((obligation, now));
        }
        else
        {
            Enqueue(obligation);
        }
    }

    /// <summary>The deadlines of that node stand still from now on.</summary>
    internal void Hold(SimNode node, long now)
    {
        Obligation[] open =
            [.. _queue.UnorderedItems.Select(item => item.Element).Where(IsOpen)];
        _queue.Clear();
        foreach (Obligation obligation in open)
        {
            if (ReferenceEquals(obligation.Owner.Node, node))
            {
                _held.Add((obligation, now));
            }
            else
            {
                Enqueue(obligation);
            }
        }
    }

    /// <summary>The deadlines of that node go on, later by the time they stood still.</summary>
    internal void Release(SimNode node, long now)
    {
        foreach ((Obligation obligation, long since) in _held)
        {
            if (ReferenceEquals(obligation.Owner.Node, node))
            {
                obligation.Postpone(now - since);
                Enqueue(obligation);
            }
        }

        _held.RemoveAll(held => ReferenceEquals(held.Obligation.Owner.Node, node));
    }

    /// <summary>
    /// The earliest that is not over, and whose node lives and is not paused; null if there is
    /// none.
    /// </summary>
    internal Obligation? FirstOpen()
    {
        while (_queue.TryPeek(out Obligation? first, out _))
        {
            if (IsOpen(first))
            {
                return first;
            }

            _queue.Dequeue();
        }

        return null;
    }

    /// <summary>What is open, the earliest deadline first.</summary>
    internal Obligation[] Open() =>
    [
        .. _queue.UnorderedItems.Select(item => item.Element)
            .Concat(_held.Select(held => held.Obligation)).Where(IsOpen)
            .OrderBy(obligation => obligation.DeadlineTicks)
            .ThenBy(obligation => obligation.Sequence),
    ];

    /// <summary>One in words, with the place where its activity waits.</summary>
    internal static string Describe(Obligation obligation) =>
        AsyncStack.Describe(obligation.Owner) is { Length: > 0 } place
            ? $"{obligation}, in {place}"
            : obligation.ToString();

    private void Enqueue(Obligation obligation) =>
        _queue.Enqueue(obligation, (obligation.DeadlineTicks, obligation.Sequence));

    private static bool IsOpen(Obligation obligation) =>
        !obligation.IsOver && obligation.Owner.Node.IsAlive;
}
