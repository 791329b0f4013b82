namespace Harness.Sim.Trace;

/// <summary>What the value of a field is.</summary>
internal enum FieldType
{
    /// <summary>A number.</summary>
    Number,

    /// <summary>A name or another text.</summary>
    Text,

    /// <summary>One of a closed set, by its name.</summary>
    Choice,

    /// <summary>A duration, in ticks of 100 ns.</summary>
    Span,

    /// <summary>An instant of the run, in ticks of 100 ns since its start.</summary>
    At,

    /// <summary>How a process ended: the kind by its name, and its number.</summary>
    Exit,
}

/// <summary>A field of an event as plain data.</summary>
/// <param name="Name">Its name; empty for a number that this event does not use.</param>
/// <param name="Type">What its value is.</param>
/// <param name="Number">The value, where it is one or has one.</param>
/// <param name="Text">The value, where it is a text or has a name.</param>
internal sealed record FieldRecord(
    string Name, FieldType Type, long Number = 0, string? Text = null);
