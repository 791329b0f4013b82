namespace Harness.Sim.Kernel;

/// <summary>
/// Armed timers, earliest first. The order is total, (due, sequence), because a priority queue with
/// equal keys is not stable; a timer knows its place, so that disarming it leaves nothing behind.
/// </summary>
internal sealed class TimerHeap
{
    private SimTimer?[] _timers = new SimTimer?[64];

    internal int Count { get; private set; }

    internal SimTimer First => _timers[0]!;

    internal void Add(SimTimer timer)
    {
        if (timer.HeapIndex >= 0)
        {
            throw new InvalidOperationException("the timer is armed already");
        }

        if (Count == _timers.Length)
        {
            Array.Resize(ref _timers, Count * 2);
        }

        Rise(Count++, timer);
    }

    internal void Remove(SimTimer timer)
    {
        int index = timer.HeapIndex;
        timer.HeapIndex = -1;
        SimTimer last = _timers[--Count]!;
        _timers[Count] = null;
        if (ReferenceEquals(last, timer))
        {
            return;
        }

        if (index > 0 && Before(last, _timers[(index - 1) / 2]!))
        {
            Rise(index, last);
        }
        else
        {
            Sink(index, last);
        }
    }

    internal void RemoveNode(SimNode node)
    {
        SimTimer[] kept = [.. _timers.Take(Count).OfType<SimTimer>()
            .Where(timer => !ReferenceEquals(timer.Owner.Node, node))
            .OrderBy(timer => timer.Due).ThenBy(timer => timer.Sequence)];
        foreach (SimTimer timer in _timers.Take(Count).OfType<SimTimer>())
        {
            timer.HeapIndex = -1;
        }

        Array.Clear(_timers);
        Count = 0;
        foreach (SimTimer timer in kept)
        {
            Add(timer);
        }
    }

    private static bool Before(SimTimer left, SimTimer right) =>
        left.Due < right.Due || (left.Due == right.Due && left.Sequence < right.Sequence);

    private void Rise(int index, SimTimer timer)
    {
        while (index > 0)
        {
            int parent = (index - 1) / 2;
            if (!Before(timer, _timers[parent]!))
            {
                break;
            }

            Put(index, _timers[parent]!);
            index = parent;
        }

        Put(index, timer);
    }

    private void Sink(int index, SimTimer timer)
    {
        while (true)
        {
            int child = (2 * index) + 1;
            if (child >= Count)
            {
                break;
            }

            if (child + 1 < Count && Before(_timers[child + 1]!, _timers[child]!))
            {
                child++;
            }

            if (!Before(_timers[child]!, timer))
            {
                break;
            }

            Put(index, _timers[child]!);
            index = child;
        }

        Put(index, timer);
    }

    private void Put(int index, SimTimer timer)
    {
        _timers[index] = timer;
        timer.HeapIndex = index;
    }
}
