using Harness.Reference.Ports;

namespace Harness.Sim.Trace;

/// <summary>
/// One thing that happened in a run: a fact, never a sentence. Every property of an event's own
/// goes through <see cref="WriteFields"/>, and so into the digest.
/// </summary>
public abstract record TraceEvent
{
    /// <summary>When, on the monotonic clock of the run. Set by the trace.</summary>
    public Instant At { get; internal set; }

    /// <summary>Its place in the trace. Set by the trace.</summary>
    public int Index { get; internal set; }

    /// <summary>The step of the run in which it happened, from 0. Set by the trace.</summary>
    public long Step { get; internal set; }

    /// <summary>
    /// Which life of the supervisor did it, or to which it happened; 0 if it was the machine's own
    /// doing. Set by the trace, and part of the digest.
    /// </summary>
    public int Life { get; internal set; }

    /// <summary>The number of its kind, in the digest: unique, and never used again.</summary>
    internal abstract int Kind { get; }

    /// <summary>Writes every field but time, place and life, in order.</summary>
    internal abstract void WriteFields(FieldWriter writer);
}
