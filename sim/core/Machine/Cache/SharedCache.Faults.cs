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
    public bool Takes(Fault fault) => fault is CacheFault;

    /// <inheritdoc/>
    public bool CanHit(Fault fault) => fault switch
    {
        CorruptEntry => Newest() is not null,
        CorruptWorker worker => Present(worker.Worker) is not null,
        _ => true,
    };

    /// <inheritdoc/>
    public void Inject(Fault fault)
    {
        switch (fault)
        {
            case CorruptEntry:
                CacheEntry entry = Newest()!;
                _slots[entry.Slot] = _slots[entry.Slot] with { IsSound = false };
                break;
            case CorruptIndex:
                IsIndexCorrupt = true;
                break;
            case StallWrites stall:
                Disker.StallFor(stall.For);
                break;
            case CorruptTransaction corrupt:
                TroublesOf(corrupt.Worker).Corrupt.Add(corrupt.Stage);
                break;
            case CorruptWorker worker:
                WorkerOf(Present(worker.Worker)!).IsCorrupt = true;
                break;
            case FailAccessChecks checks:
                TroublesOf(checks.Worker).FailingChecks += checks.Times;
                break;
            case FailService service:
                TroublesOf(service.Worker).HelperFails = true;
                break;
            case StaleReply stale:
                TroublesOf(stale.Worker).StaleReplies++;
                break;
            default:
                throw new InvalidOperationException($"unknown fault {fault}");
        }
    }

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
