using Harness.Reference.Ports;

namespace Harness.Sim.Trace;

/// <summary>
/// Takes in the fields of an event, in their order. The digest, the text and the JSON of a trace
/// are all written through it, so that what is shown is what was fingerprinted.
/// </summary>
internal abstract class FieldWriter
{
    /// <summary>A number.</summary>
    public abstract FieldWriter Number(string name, long value);

    /// <summary>A name or another text.</summary>
    public abstract FieldWriter Text(string name, string value);

    /// <summary>A yes or no.</summary>
    public virtual FieldWriter Flag(string name, bool value) => Text(name, value ? "yes" : "no");

    /// <summary>One of a closed set.</summary>
    public virtual FieldWriter Choice<T>(string name, T value)
        where T : struct, Enum => Text(name, value.ToString());

    /// <summary>A duration.</summary>
    public virtual FieldWriter Span(string name, TimeSpan value) => Number(name, value.Ticks);

    /// <summary>An instant of the run.</summary>
    public virtual FieldWriter At(string name, Instant value) => Number(name, value.Ticks);

    /// <summary>How a process ended.</summary>
    public virtual FieldWriter Exit(string name, ExitStatus value) =>
        Choice(name, value.Kind).Number(name + "Number", value.Number);
}
