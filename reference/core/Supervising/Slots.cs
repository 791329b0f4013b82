using Harness.Reference.Ports;

namespace Harness.Reference.Supervising;

/// <summary>
/// The list of all processes, sorted into the workers' slots. It is made anew at every look of the
/// watchdog, so it keeps its lists.
/// </summary>
internal sealed class Slots(WorkerSet workerSet)
{
    private readonly Dictionary<string, List<ProcessStatus>> _byUnit = new(StringComparer.Ordinal);
    private readonly List<List<ProcessStatus>> _slots = [];
    private int _version = -1;

    /// <summary>The controllers of the slots, as they were when it was filled last.</summary>
    internal IReadOnlyList<WorkerController> Controllers { get; private set; } = [];

    /// <summary>What has ended, with the controller of its name; null: nobody's.</summary>
    internal List<(ProcessStatus Status, WorkerController? Controller)> Ended { get; } = [];

    /// <summary>What carries the name of that worker, in order of start.</summary>
    internal IReadOnlyList<ProcessStatus> this[int controller] => _slots[controller];

    internal void Fill(IReadOnlyList<ProcessStatus> all)
    {
        Adapt();
        foreach (List<ProcessStatus> slot in _slots)
        {
            slot.Clear();
        }

        Ended.Clear();

        for (int i = 0; i < all.Count; i++)
        {
            if (_byUnit.TryGetValue(all[i].Unit, out List<ProcessStatus>? slot))
            {
                slot.Add(all[i]);
            }

            if (!all[i].IsAlive)
            {
                Ended.Add((all[i], workerSet.Find(all[i].Unit)));
            }
        }
    }

    private void Adapt()
    {
        if (_version == workerSet.Version)
        {
            return;
        }

        _version = workerSet.Version;
        Controllers = [.. workerSet.Controllers];
        _slots.Clear();
        _byUnit.Clear();
        foreach (WorkerController controller in Controllers)
        {
            var slot = new List<ProcessStatus>();
            _slots.Add(slot);
            _byUnit.Add(controller.Name, slot);
        }
    }
}
