using Harness.Reference.Ports;

namespace Harness.Sim.Trace;

/// <summary>
/// What the store of the supervisor holds from now on, as a start would read it.
/// </summary>
/// <param name="Config">
/// Which configuration; "damaged" if none can be read, empty if nothing is there.
/// </param>
public sealed record ConfigStored(string Config) : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 70;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) => writer.Text("config", Config);
}

/// <summary>Who asked for a change went away without waiting for the answer.</summary>
public sealed record RequestWithdrawn(long Id) : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 71;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) => writer.Number("id", Id);
}

/// <summary>Somebody wrote another configuration into the file.</summary>
public sealed record ConfigFileEdited(string Config) : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 73;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) => writer.Text("config", Config);
}

/// <summary>Who asked for the status was told what became of the last change.</summary>
public sealed record LastChangeTold(long Id, ControlResult Result) : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 72;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) =>
        writer.Number("id", Id).Choice("result", Result);
}
