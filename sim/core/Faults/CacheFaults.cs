using Harness.Reference.Documents;

namespace Harness.Sim.Faults;

/// <summary>Something that goes wrong in or around the cache that the workers share.</summary>
public abstract record CacheFault : Fault;

/// <summary>One that goes wrong in one worker.</summary>
public abstract record WorkerCacheFault(string Worker) : CacheFault;

/// <summary>The entry that was written last no longer holds what was written.</summary>
public sealed record CorruptEntry : CacheFault
{
    /// <inheritdoc/>
    public override string ToYaml() => "corrupt-entry: cache";
}

/// <summary>What all workers share contradicts itself, from now on.</summary>
public sealed record CorruptIndex : CacheFault
{
    /// <inheritdoc/>
    public override string ToYaml() => "corrupt-index: cache";
}

/// <summary>Writes that are under way or begin meanwhile are not over before.</summary>
public sealed record StallWrites(TimeSpan For) : CacheFault
{
    /// <inheritdoc/>
    public override string ToYaml() => $"stall-writes: cache, for: {Yaml.Of(For)}";
}

/// <summary>How far a transaction has come.</summary>
public enum TransactionStage
{
    /// <summary>Its client waits for the answer.</summary>
    Serving,

    /// <summary>Its client was answered and is gone; what was fetched is being stored.</summary>
    Storing,
}

/// <summary>The state of a worker's next transaction at that stage contradicts itself.</summary>
public sealed record CorruptTransaction(string Worker, TransactionStage Stage)
    : WorkerCacheFault(Worker)
{
    /// <inheritdoc/>
    public override string ToYaml() =>
        $"corrupt-transaction: {Worker}, stage: {Yaml.Of(Stage)}";
}

/// <summary>The state of a worker's present life contradicts itself.</summary>
public sealed record CorruptWorker(string Worker) : WorkerCacheFault(Worker)
{
    /// <inheritdoc/>
    public override string ToYaml() => $"corrupt-worker: {Worker}";
}

/// <summary>A worker's next access checks of private keys fail in the middle.</summary>
public sealed record FailAccessChecks(string Worker, int Times) : WorkerCacheFault(Worker)
{
    /// <inheritdoc/>
    public override string ToYaml() => FormattableString.Invariant(
        $"fail-access-checks: {Worker}, times: {Times}");
}

/// <summary>A worker's optional helper keeps dying, in this life and in all later ones.</summary>
public sealed record FailService(string Worker) : WorkerCacheFault(Worker)
{
    /// <inheritdoc/>
    public override string ToYaml() => $"fail-service: {Worker}";
}

/// <summary>
/// While a worker's next write is pending it gets a reply with its number that was meant for the
/// life before.
/// </summary>
public sealed record StaleReply(string Worker) : WorkerCacheFault(Worker)
{
    /// <inheritdoc/>
    public override string ToYaml() => $"stale-reply: {Worker}";
}
