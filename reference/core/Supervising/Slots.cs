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
    private readonly Dictionary<WorkerController, SlotMemory> _memories = [];
    private int _version = -1;

    /// <summary>The controllers of the slots, as they were when it was filled last.</summary>
    internal IReadOnlyList<WorkerController> Controllers { get; private set; } = [];

    /// <summary>What has ended, with the controller of its name; null: nobody's.</summary>
    internal List<(ProcessStatus Status, WorkerController? Controller)> Ended { get; } = [];

    /// <summary>What carries the name of that worker, in order of start.</summary>
    internal IReadOnlyList<ProcessStatus> this[int controller] => _slots[controller];

    /// <summary>What the watchdog remembers of that worker's slot.</summary>
    internal SlotMemory Memory(WorkerController controller)
    {
        if (!_memories.TryGetValue(controller, out SlotMemory? memory))
        {
            memory = new SlotMemory();
            _memories.Add(controller, memory);
        }

        return memory;
    }

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
        foreach (WorkerController gone in _memories.Keys.Except(Controllers).ToArray())
        {
            _memories.Remove(gone);
        }

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
