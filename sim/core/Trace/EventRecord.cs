namespace Harness.Sim.Trace;

/// <summary>
/// An event as plain data: what crosses from the process of a run to whoever shows it.
/// </summary>
/// <param name="Index">Its place in the trace.</param>
/// <param name="AtTicks">When, in ticks of 100 ns since the start of the run.</param>
/// <param name="Life">Which life of the supervisor did it; 0: the machine.</param>
/// <param name="Kind">The name of its type.</param>
/// <param name="Fields">Its fields, in order.</param>
internal sealed record EventRecord(
    int Index, long AtTicks, int Life, string Kind, IReadOnlyList<FieldRecord> Fields)
{
    /// <summary>The record of an event.</summary>
    public static EventRecord Of(TraceEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        var fields = new FieldRecorder();
        happened.WriteFields(fields);
        return new EventRecord(
            happened.Index, happened.At.Ticks, happened.Life, happened.GetType().Name,
            fields.Fields);
    }
}
