using Harness.Reference.Ports;

namespace Harness.Sim.Trace;

/// <summary>Keeps the fields of an event as plain data.</summary>
internal sealed class FieldRecorder : FieldWriter
{
    private readonly List<FieldRecord> _fields = [];

    /// <summary>What was written, in order.</summary>
    internal IReadOnlyList<FieldRecord> Fields => _fields;

    public override FieldWriter Number(string name, long value) =>
        Keep(new(name, FieldType.Number, value));

    public override FieldWriter Text(string name, string value) =>
        Keep(new(name, FieldType.Text, Text: value));

    public override FieldWriter Choice<T>(string name, T value) =>
        Keep(new(name, FieldType.Choice, Text: value.ToString()));

    public override FieldWriter Span(string name, TimeSpan value) =>
        Keep(new(name, FieldType.Span, value.Ticks));

    public override FieldWriter At(string name, Instant value) =>
        Keep(new(name, FieldType.At, value.Ticks));

    public override FieldWriter Exit(string name, ExitStatus value) =>
        Keep(new(name, FieldType.Exit, value.Number, value.Kind.ToString()));

    private FieldRecorder Keep(FieldRecord field)
    {
        _fields.Add(field);
        return this;
    }
}
