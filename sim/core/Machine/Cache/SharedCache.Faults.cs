using Harness.Sim.Faults;

namespace Harness.Sim.Machine.Cache;

/// <content>What goes wrong in the cache and in the workers that use it.</content>
internal sealed partial class SharedCache
{
    private readonly Dictionary<string, UnitTroubles> _troubles = new(StringComparer.Ordinal);

    /// <summary>Whether what all workers share contradicts itself.</summary>
    internal bool IsIndexCorrupt { get; private set; }

    internal UnitTroubles TroublesOf(string unit)
    {
        if (!_troubles.TryGetValue(unit, out UnitTroubles? troubles))
        {
            troubles = new UnitTroubles();
            _troubles.Add(unit, troubles);
        }

        return troubles;
    }

    /// <inheritdoc/>
    public bool HasEntry => Newest() is not null;

    /// <inheritdoc/>
    public bool HasWorker(string worker) => Present(worker) is not null;

    /// <inheritdoc/>
    public void CorruptEntry()
    {
        CacheEntry entry = Newest()!;
        _slots[entry.Slot] = _slots[entry.Slot] with { IsSound = false };
    }

    /// <inheritdoc/>
    public void CorruptIndex() => IsIndexCorrupt = true;

    /// <inheritdoc/>
    public void StallWrites(TimeSpan span) => Disker.StallFor(span);

    /// <inheritdoc/>
    public void CorruptTransaction(string worker, TransactionStage stage) =>
        TroublesOf(worker).Corrupt.Add(stage);

    /// <inheritdoc/>
    public void CorruptWorker(string worker) => WorkerOf(Present(worker)!).IsCorrupt = true;

    /// <inheritdoc/>
    public void FailAccessChecks(string worker, int times) =>
        TroublesOf(worker).FailingChecks += times;

    /// <inheritdoc/>
    public void FailService(string worker) => TroublesOf(worker).HelperFails = true;

    /// <inheritdoc/>
    public void StaleReply(string worker) => TroublesOf(worker).StaleReplies++;

    private SimProcess? Present(string unit) => _machine.Processes.Living(unit).LastOrDefault();

    private CacheEntry? Newest() => _entries.OfType<CacheEntry>()
        .Where(entry => entry.CanBeRead).MaxBy(entry => entry.LastUse);
}

/// <summary>What is going to go wrong in one worker, whichever life of it is there then.</summary>
internal sealed class UnitTroubles
{
    internal List<TransactionStage> Corrupt { get; } = [];

    internal int FailingChecks { get; set; }

    internal bool HelperFails { get; set; }

    internal int StaleReplies { get; set; }
}
