namespace Harness.Sim.Trace;

/// <summary>An entry of the shared cache was locked by a life of a worker.</summary>
/// <param name="Key">Which entry.</param>
/// <param name="Slot">Where its content is, or will be.</param>
/// <param name="Unit">Which worker.</param>
/// <param name="Incarnation">Which of its lives.</param>
/// <param name="IsWrite">Whether to write a new one.</param>
public sealed record EntryLocked(int Key, int Slot, string Unit, int Incarnation, bool IsWrite)
    : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 110;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) => writer.Number("key", Key)
        .Number("slot", Slot).Text("unit", Unit).Number("incarnation", Incarnation)
        .Flag("isWrite", IsWrite);
}

/// <summary>A life of a worker gave a lock back; a written entry can be read from now on.</summary>
public sealed record EntryUnlocked(int Key, int Slot, string Unit, int Incarnation, bool IsWrite)
    : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 111;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) => writer.Number("key", Key)
        .Number("slot", Slot).Text("unit", Unit).Number("incarnation", Incarnation)
        .Flag("isWrite", IsWrite);
}

/// <summary>Why an entry went.</summary>
public enum FreedBecause
{
    /// <summary>Its place was needed.</summary>
    Evicted,

    /// <summary>It did not hold what it must.</summary>
    Purged,

    /// <summary>The transaction that was writing it was ended.</summary>
    Aborted,

    /// <summary>The life that was writing it is dead, and its locks were given back.</summary>
    Released,
}

/// <summary>An entry is gone, and its slot can be taken.</summary>
public sealed record EntryFreed(int Key, int Slot, FreedBecause Because) : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 112;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) => writer.Number("key", Key)
        .Number("slot", Slot).Choice("because", Because);
}

/// <summary>The disker began a write: until it is over its slot may change.</summary>
public sealed record WriteBegan(int Key, int Slot, string Unit, int Incarnation, long Request)
    : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 113;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) => writer.Number("key", Key)
        .Number("slot", Slot).Text("unit", Unit).Number("incarnation", Incarnation)
        .Number("request", Request);
}

/// <summary>A write is over: the slot holds that content now.</summary>
public sealed record WriteDone(int Key, int Slot, string Unit, int Incarnation, long Request)
    : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 114;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) => writer.Number("key", Key)
        .Number("slot", Slot).Text("unit", Unit).Number("incarnation", Incarnation)
        .Number("request", Request);
}

/// <summary>A reply of the disker reached a life of a worker.</summary>
/// <param name="Unit">The worker.</param>
/// <param name="Incarnation">The life that got it.</param>
/// <param name="MeantFor">The life that had asked.</param>
/// <param name="Request">The number of its request.</param>
/// <param name="IsPending">Whether the life that got it has a request of that number.</param>
/// <param name="IsAccepted">Whether it took it for the answer to that.</param>
public sealed record ReplyDelivered(
    string Unit, int Incarnation, int MeantFor, long Request, bool IsPending, bool IsAccepted)
    : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 115;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) => writer.Text("unit", Unit)
        .Number("incarnation", Incarnation).Number("meantFor", MeantFor)
        .Number("request", Request).Flag("isPending", IsPending).Flag("isAccepted", IsAccepted);
}

/// <summary>Nothing is begun in the cache for that life any more.</summary>
public sealed record LifeFenced(string Unit, int Incarnation) : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 116;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) =>
        writer.Text("unit", Unit).Number("incarnation", Incarnation);
}

/// <summary>All that a life held in the cache was given back.</summary>
/// <param name="Unit">The worker.</param>
/// <param name="Incarnation">Which of its lives.</param>
/// <param name="Locks">How many locks.</param>
/// <param name="Pages">How many pages.</param>
/// <param name="InFlight">How many of its writes were not over.</param>
public sealed record HoldingsReleased(
    string Unit, int Incarnation, int Locks, int Pages, int InFlight) : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 117;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) => writer.Text("unit", Unit)
        .Number("incarnation", Incarnation).Number("locks", Locks).Number("pages", Pages)
        .Number("inFlight", InFlight);
}

/// <summary>The machine went down, and the cache is empty.</summary>
public sealed record CacheCleared(int Entries) : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 118;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) => writer.Number("entries", Entries);
}
