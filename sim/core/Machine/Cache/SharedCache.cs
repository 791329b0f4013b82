using Harness.Reference.Ports;
using Harness.Sim.Kernel;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;

namespace Harness.Sim.Machine.Cache;

/// <summary>
/// The cache that all workers share: entries by key, each with its locks and a slot. It is in
/// shared memory, so that a killed worker leaves everything in it as it is, and only a reboot
/// clears it.
/// </summary>
internal sealed partial class SharedCache : IWorkerCache
{
    private readonly SimMachine _machine;
    private readonly CacheEntry?[] _entries;
    private readonly SlotContent[] _slots;
    private readonly bool[] _isTaken;
    private readonly List<SimProcess> _users = [];
    private readonly Dictionary<SimProcess, CacheWorker> _workers = [];
    private readonly HashSet<SimProcess> _fenced = [];
    private long _turn;
    private long _transactions;

    internal SharedCache(SimMachine machine, CacheSetup setup, IWorkerRules rules)
    {
        _machine = machine;
        Setup = setup;
        Rules = rules;
        _entries = new CacheEntry?[setup.Keys];
        _slots = new SlotContent[setup.Slots];
        _isTaken = new bool[setup.Slots];
        Array.Fill(_slots, new SlotContent(-1, false, true));
        Disker = new Disker(machine, this);
    }

    internal CacheSetup Setup { get; }

    /// <summary>The rules that the workers follow: those of the system under test.</summary>
    internal IWorkerRules Rules { get; }

    internal Disker Disker { get; }

    internal long NextTransaction() => ++_transactions;

    /// <inheritdoc/>
    public ISharedCache PortOf(SimNode node, int life) => new CachePort(_machine, this, node, life);

    /// <inheritdoc/>
    public void BeginClient(int number) => new CacheClient(_machine, this, number).Begin();

    internal CacheWorker WorkerOf(SimProcess process)
    {
        if (!_workers.TryGetValue(process, out CacheWorker? worker))
        {
            worker = new CacheWorker(_machine, this, process);
            _workers.Add(process, worker);
            _users.Add(process);
        }

        return worker;
    }

    internal CacheEntry? Find(int key) => _entries[key];

    internal SlotContent ContentOf(CacheEntry entry) => _slots[entry.Slot];

    internal void Fill(int slot, int key, bool isWhole) =>
        _slots[slot] = new SlotContent(key, isWhole, true);

    /// <summary>A new entry that this life may write; null if there is no room for one.</summary>
    internal CacheEntry? LockToWrite(SimProcess by, int key)
    {
        if (!Disker.HasPage || FreeSlot() is not { } slot)
        {
            return null;
        }

        var entry = new CacheEntry(key, slot) { Writer = by, LastUse = ++_turn };
        _entries[key] = entry;
        _isTaken[slot] = true;
        _machine.Trace.Add(new EntryLocked(key, slot, by.Unit, by.Incarnation, true));
        return entry;
    }

    internal void LockToRead(SimProcess by, CacheEntry entry)
    {
        entry.Readers.Add(by);
        entry.LastUse = ++_turn;
        _machine.Trace.Add(new EntryLocked(
            entry.Key, entry.Slot, by.Unit, by.Incarnation, false));
    }

    internal void UnlockRead(SimProcess by, CacheEntry entry)
    {
        if (entry.Readers.Remove(by))
        {
            _machine.Trace.Add(new EntryUnlocked(
                entry.Key, entry.Slot, by.Unit, by.Incarnation, false));
            FreeIfDoomed(entry, FreedBecause.Purged);
        }
    }

    /// <summary>What was being written is there: everybody may read it.</summary>
    internal void FinishWrite(SimProcess by, CacheEntry entry) => UnlockWrite(by, entry);

    /// <summary>What was being written is not wanted any more; no write of it is left.</summary>
    internal void AbortWrite(SimProcess by, CacheEntry entry)
    {
        if (UnlockWrite(by, entry))
        {
            Free(entry, FreedBecause.Aborted);
        }
    }

    /// <summary>Makes an entry unavailable at once; it goes with its last reader.</summary>
    internal static void Purge(CacheEntry entry) => entry.IsDoomed = true;

    internal bool IsFenced(SimProcess process) => _fenced.Contains(process);

    internal IReadOnlyList<CacheHolding> Holdings()
    {
        _users.RemoveAll(user => !user.IsAlive && IsEmpty(HoldingOf(user)));
        return [.. _users.Select(HoldingOf).Where(holding => !IsEmpty(holding))
            .OrderBy(holding => holding.Holder.StartedAt).ThenBy(holding => holding.Holder.Pid)];
    }

    internal bool Fence(ProcessIdentity holder)
    {
        if (Find(holder) is { } process && _fenced.Add(process))
        {
            _machine.Trace.Add(new LifeFenced(process.Unit, process.Incarnation));
        }

        return true;
    }

    internal int InFlight(ProcessIdentity holder) =>
        Find(holder) is { } process ? Disker.InFlightOf(process) : 0;

    internal CacheHolding Release(ProcessIdentity holder)
    {
        if (Find(holder) is not { } process)
        {
            return new CacheHolding("", holder, 0, 0, 0);
        }

        CacheHolding held = HoldingOf(process);
        _machine.Trace.Add(new HoldingsReleased(
            process.Unit, process.Incarnation, held.Locks, held.Pages, held.InFlight));
        Disker.FreePages(process);
        foreach (CacheEntry entry in _entries.OfType<CacheEntry>())
        {
            entry.Readers.RemoveAll(reader => reader == process);
            if (entry.Writer == process)
            {
                entry.Writer = null;
                entry.IsDoomed = true; // nobody is ever given what was written in part
            }

            FreeIfDoomed(entry, FreedBecause.Released);
        }

        return held;
    }

    /// <summary>Shared memory does not outlive a boot.</summary>
    public void PowerOff()
    {
        _machine.Trace.Add(new CacheCleared(_entries.OfType<CacheEntry>().Count()));
        Disker.Clear();
        Array.Clear(_entries);
        Array.Clear(_isTaken);
        _users.Clear();
        _workers.Clear();
        _fenced.Clear();
        IsIndexCorrupt = false;
    }

    /// <inheritdoc/>
    public void PowerOn()
    {
        // It is empty, and its workers are started like any others.
    }

    private SimProcess? Find(ProcessIdentity holder) =>
        _users.Find(user => user.Identity == holder);

    private static bool IsEmpty(CacheHolding holding) =>
        holding is { Locks: 0, Pages: 0, InFlight: 0 };

    private CacheHolding HoldingOf(SimProcess user) => new(
        user.Unit, user.Identity,
        _entries.OfType<CacheEntry>().Sum(entry => (entry.Writer == user ? 1 : 0)
            + entry.Readers.Count(reader => reader == user)),
        Disker.PagesOf(user), Disker.InFlightOf(user));

    private bool UnlockWrite(SimProcess by, CacheEntry entry)
    {
        if (entry.Writer != by)
        {
            return false; // it was taken away
        }

        entry.Writer = null;
        _machine.Trace.Add(new EntryUnlocked(
            entry.Key, entry.Slot, by.Unit, by.Incarnation, true));
        return true;
    }

    private int? FreeSlot()
    {
        if (Array.IndexOf(_isTaken, false) is >= 0 and int free)
        {
            return free;
        }

        // The one that was not used for longest makes room.
        CacheEntry? oldest = _entries.OfType<CacheEntry>()
            .Where(entry => entry.CanBeRead && entry.Readers.Count == 0)
            .MinBy(entry => entry.LastUse);
        if (oldest is null)
        {
            return null;
        }

        Free(oldest, FreedBecause.Evicted);
        return oldest.Slot;
    }

    private void FreeIfDoomed(CacheEntry entry, FreedBecause because)
    {
        if (entry.IsDoomed && entry.Writer is null && entry.Readers.Count == 0)
        {
            Free(entry, because);
        }
    }

    private void Free(CacheEntry entry, FreedBecause because)
    {
        _entries[entry.Key] = null;
        _isTaken[entry.Slot] = false;
        _machine.Trace.Add(new EntryFreed(entry.Key, entry.Slot, because));
    }
}
