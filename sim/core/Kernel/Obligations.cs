using Harness.Sim.Kernel.Leaks;

namespace Harness.Sim.Kernel;

/// <summary>Everything of a run that must be over by a deadline, earliest first.</summary>
internal sealed class Obligations
{
    private const int Shown = 20;

    private readonly PriorityQueue<Obligation, (long Deadline, long Sequence)> _queue = new();

    internal void Add(Obligation obligation) =>
        _queue.Enqueue(obligation, (obligation.DeadlineTicks, obligation.Sequence));

    /// <summary>
    /// The earliest that is not over, and whose node lives; null if there is none.
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

    /// <summary>What is open, in words, each with the place where its activity waits.</summary>
    internal List<string> Describe()
    {
        Obligation[] open = [.. _queue.UnorderedItems.Select(item => item.Element).Where(IsOpen)
            .OrderBy(obligation => obligation.DeadlineTicks)
            .ThenBy(obligation => obligation.Sequence)];
        List<string> named = [.. open.Take(Shown).Select(Where)];
        if (open.Length > Shown)
        {
            named.Add($"and {open.Length - Shown} more");
        }

        return named;
    }

    private static bool IsOpen(Obligation obligation) =>
        !obligation.IsOver && obligation.Owner.Node.IsAlive;

    private static string Where(Obligation obligation) =>
        AsyncStack.Describe(obligation.Owner) is { Length: > 0 } place
            ? $"{obligation}, in {place}"
            : obligation.ToString();
}
