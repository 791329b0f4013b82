using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Harness.Sim.Kernel;

/// <summary>
/// One thing that can run now: a continuation, a due timer, or a step of the kernel.
/// </summary>
internal struct ReadyStep
{
    public Actor Owner;
    public object Work;
    public long Sequence;
    public uint Ordinal;
}

/// <summary>
/// Everything that is ready, with the key its strategy gave it. Keys lie apart from the steps, so
/// that finding the smallest reads nothing else. The order inside is a function of the run alone.
/// </summary>
public sealed class ReadySet
{
    private const int Wide = 24; // from here on, vectors find the smallest key sooner

    private ulong[] _keys = new ulong[64];
    private ReadyStep[] _steps = new ReadyStep[64];
    private int _count;

    internal ReadySet()
    {
    }

    /// <summary>How many steps are ready.</summary>
    public int Count => _count;

    /// <summary>The structural name of the ready step at <paramref name="index"/>.</summary>
    public ChoiceId Id(int index)
    {
        ref ReadyStep step = ref _steps[index];
        return new ChoiceId(ChoiceKind.Schedule, step.Owner.PathHash, step.Ordinal);
    }

    /// <summary>
    /// The place of the step with the smallest key; the longest-standing of equal ones.
    /// </summary>
    public int IndexOfSmallestKey()
    {
        ReadOnlySpan<ulong> keys = _keys.AsSpan(0, _count);
        if (keys.Length >= Wide)
        {
            return IndexOfSmallestOfMany(keys);
        }

        int best = 0;
        ulong smallest = keys[0];
        for (int i = 1; i < keys.Length; i++)
        {
            if (keys[i] < smallest || (keys[i] == smallest
                && _steps[i].Sequence < _steps[best].Sequence))
            {
                smallest = keys[i];
                best = i;
            }
        }

        return best;
    }

    /// <summary>The place of the step that has been ready for longest.</summary>
    public int IndexOfOldest()
    {
        int best = 0;
        for (int i = 1; i < _count; i++)
        {
            if (_steps[i].Sequence < _steps[best].Sequence)
            {
                best = i;
            }
        }

        return best;
    }

    /// <summary>The place of the step of that name, or -1.</summary>
    public int IndexOf(in ChoiceId id)
    {
        for (int i = 0; i < _count; i++)
        {
            if (_steps[i].Ordinal == id.Ordinal && _steps[i].Owner.PathHash == id.Actor)
            {
                return i;
            }
        }

        return -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(ulong key, Actor owner, uint ordinal, long sequence, object work)
    {
        if (_count == _keys.Length)
        {
            Array.Resize(ref _keys, _count * 2);
            Array.Resize(ref _steps, _count * 2);
        }

        _keys[_count] = key;
        ref ReadyStep step = ref _steps[_count++];
        step.Owner = owner;
        step.Work = work;
        step.Sequence = sequence;
        step.Ordinal = ordinal;
    }

    internal ReadyStep Take(int index)
    {
        ReadyStep taken = _steps[index];
        _count--;
        _keys[index] = _keys[_count];
        _steps[index] = _steps[_count];
        _steps[_count] = default; // do not keep what has run alive
        return taken;
    }

    /// <summary>
    /// Takes out every step of that node, in no order, handing each to <paramref name="each"/>.
    /// </summary>
    internal void TakeNode(SimNode node, Action<ReadyStep>? each)
    {
        int kept = 0;
        for (int i = 0; i < _count; i++)
        {
            if (ReferenceEquals(_steps[i].Owner.Node, node))
            {
                each?.Invoke(_steps[i]);
            }
            else
            {
                _keys[kept] = _keys[i];
                _steps[kept++] = _steps[i];
            }
        }

        Array.Clear(_steps, kept, _count - kept);
        _count = kept;
    }

    /// <summary>The same place, found by whole vectors: first the key, then where it is.</summary>
    private int IndexOfSmallestOfMany(ReadOnlySpan<ulong> keys)
    {
        ReadOnlySpan<Vector<ulong>> vectors = MemoryMarshal.Cast<ulong, Vector<ulong>>(keys);
        Vector<ulong> least = vectors[0];
        foreach (Vector<ulong> vector in vectors[1..])
        {
            least = Vector.Min(least, vector);
        }

        ulong smallest = least[0];
        for (int i = 1; i < Vector<ulong>.Count; i++)
        {
            smallest = Math.Min(smallest, least[i]);
        }

        foreach (ulong key in keys[(vectors.Length * Vector<ulong>.Count)..])
        {
            smallest = Math.Min(smallest, key);
        }

        int best = keys.IndexOf(smallest);
        for (int i = best + 1; keys[i..].IndexOf(smallest) is >= 0 and var step; i++)
        {
            i += step;
            best = _steps[i].Sequence < _steps[best].Sequence ? i : best;
        }

        return best;
    }
}
