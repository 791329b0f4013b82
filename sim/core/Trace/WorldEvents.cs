namespace Harness.Sim.Trace;

/// <summary>A client asked a worker, and that life of it answered.</summary>
/// <param name="Client">Which client, from 1.</param>
/// <param name="Unit">Which worker.</param>
/// <param name="Incarnation">Which of its lives.</param>
/// <param name="IsRight">Whether no newer life of the worker was serving beside it.</param>
/// <param name="Config">The configuration whose settings it runs with; empty: none.</param>
/// <param name="Took">From the request to the answer.</param>
public sealed record ClientServed(
    int Client, string Unit, int Incarnation, bool IsRight, string Config = "",
    TimeSpan Took = default) : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 50;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) => writer.Number("client", Client)
        .Text("unit", Unit).Number("incarnation", Incarnation).Flag("isRight", IsRight)
        .Text("config", Config).Span("took", Took);
}

/// <summary>A client asked a worker, and nobody answered.</summary>
public sealed record ClientRefused(int Client, string Unit) : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 51;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) =>
        writer.Number("client", Client).Text("unit", Unit);
}

/// <summary>A fault of the plan was injected.</summary>
public sealed record FaultInjected(int Number, string Fault) : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 60;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) =>
        writer.Number("number", Number).Text("fault", Fault);
}

/// <summary>A fault of the plan came to nothing, because what it aims at was not there.</summary>
public sealed record FaultMissed(int Number, string Fault) : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 61;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) =>
        writer.Number("number", Number).Text("fault", Fault);
}

/// <summary>The wall clock was stepped.</summary>
public sealed record WallStepped(TimeSpan By) : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 62;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) => writer.Span("by", By);
}

/// <summary>The machine went down and came up again: another boot.</summary>
public sealed record MachineRebooted(int Boot) : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 63;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) => writer.Number("boot", Boot);
}

/// <summary>The supervisor was held still, or let go on.</summary>
public sealed record SupervisorStalled(bool IsOver) : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 64;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) => writer.Flag("isOver", IsOver);
}

/// <summary>A file operation failed because of a fault.</summary>
public sealed record FileFailed(
    string Path, string Operation, Harness.Reference.Ports.FileError Error)
    : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 65;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) => writer.Text("path", Path)
        .Text("operation", Operation).Choice("error", Error);
}
