namespace Harness.Sim.Faults;

/// <summary>What faults do to the cache that workers share, and to those that use it.</summary>
internal interface ICacheTarget
{
    /// <summary>Whether it holds something that can be read.</summary>
    bool HasEntry { get; }

    /// <summary>Whether a process of that worker lives.</summary>
    bool HasWorker(string worker);

    /// <summary>Damages the entry that was used last.</summary>
    void CorruptEntry();

    /// <summary>From now on what all share contradicts itself.</summary>
    void CorruptIndex();

    /// <summary>No write is over before.</summary>
    void StallWrites(TimeSpan span);

    /// <summary>Damages the worker's next transaction at that stage.</summary>
    void CorruptTransaction(string worker, TransactionStage stage);

    /// <summary>Damages the worker's present life.</summary>
    void CorruptWorker(string worker);

    /// <summary>Lets so many access checks of the worker fail.</summary>
    void FailAccessChecks(string worker, int times);

    /// <summary>The worker's helper keeps dying from now on.</summary>
    void FailService(string worker);

    /// <summary>
    /// While the worker's next write is pending, a reply for the life before comes.
    /// </summary>
    void StaleReply(string worker);
}
