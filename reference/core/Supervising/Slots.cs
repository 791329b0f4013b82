using Harness.Reference.Ports;

namespace Harness.Reference.Supervising;

/// <summary>
/// The list of all processes, sorted into the workers' slots. It is made anew at every look of the
/// watchdog, so it keeps its lists.
/// </summary>
internal sealed class Slots
{
    private readonly Dictionary<string, List<ProcessStatus>> _byUnit = new(StringComparer.Ordinal);
    private readonly List<ProcessStatus>[] _slots;

    internal Slots(IReadOnlyList<WorkerKeeper> keepers)
    {
        _slots = [.. keepers.Select(_ => new List<ProcessStatus>())];
        for (int i = 0; i < keepers.Count; i++)
        {
            _byUnit.Add(keepers[i].Name, _slots[i]);
        }
    }

    /// <summary>What carries the name of that worker, in order of start.</summary>
    internal IReadOnlyList<ProcessStatus> this[int keeper] => _slots[keeper];

    internal void Fill(IReadOnlyList<ProcessStatus> all)
    {
        foreach (List<ProcessStatus> slot in _slots)
        {
            slot.Clear();
        }

        for (int i = 0; i < all.Count; i++)
        {
            if (_byUnit.TryGetValue(all[i].Unit, out List<ProcessStatus>? slot))
            {
                slot.Add(all[i]);
            }
        }
    }
}
