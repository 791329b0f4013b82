namespace Harness.Scenarios.Jobs;

/// <summary>
/// Lets things through in the order of their numbers, from 0, whatever order they come in. Not for
/// several threads.
/// </summary>
internal sealed class InOrder<T>
{
    private readonly SortedDictionary<long, T> _early = [];
    private long _next;

    /// <summary>Takes one in, and gives out every one whose turn it is.</summary>
    public IEnumerable<T> Put(long number, T item)
    {
        _early.Add(number, item);
        while (_early.Remove(_next, out T? ready))
        {
            _next++;
            yield return ready;
        }
    }

    /// <summary>Gives out what is still waiting for a missing one, in order.</summary>
    public IEnumerable<T> Rest()
    {
        T[] rest = [.. _early.Values];
        _early.Clear();
        return rest;
    }
}
