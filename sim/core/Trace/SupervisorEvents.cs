using Harness.Reference.Ports;

namespace Harness.Sim.Trace;

/// <summary>A life of the supervisor began.</summary>
public sealed record SupervisorStarted(int Incarnation, int Boot) : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 30;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) =>
        writer.Number("incarnation", Incarnation).Number("boot", Boot);
}

/// <summary>The supervisor ended by itself.</summary>
public sealed record SupervisorExited(int Incarnation, int Code) : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 31;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) =>
        writer.Number("incarnation", Incarnation).Number("code", Code);
}

/// <summary>The supervisor was killed.</summary>
public sealed record SupervisorKilled(int Incarnation) : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 32;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) =>
        writer.Number("incarnation", Incarnation);
}

/// <summary>An exception escaped from the supervisor's own code, and the process is gone.</summary>
public sealed record SupervisorCrashed(int Incarnation, string Activity, string Error) : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 33;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) => writer
        .Number("incarnation", Incarnation)
        .Text("activity", Activity).Text("error", Error);
}

/// <summary>The supervisor called through a port; nothing has happened yet.</summary>
public sealed record PortCalled(int Number, string Port, string Operation, string Subject)
    : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 34;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) => writer.Number("call", Number)
        .Text("port", Port).Text("operation", Operation).Text("subject", Subject);
}

/// <summary>The effect of a port call has happened; the supervisor does not know.</summary>
public sealed record PortEffect(int Number) : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 35;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) => writer.Number("call", Number);
}

/// <summary>The answer of a port call has arrived.</summary>
public sealed record PortAnswered(int Number) : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 36;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) => writer.Number("call", Number);
}

/// <summary>A fatal message became durable.</summary>
public sealed record FatalWritten(Phase Phase, ErrorOrigin Origin, ErrorKind Error, string Subject)
    : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 38;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) => writer.Choice("phase", Phase)
        .Choice("origin", Origin).Choice("error", Error).Text("subject", Subject);
}

/// <summary>A request or signal arrived at the supervisor.</summary>
/// <param name="Id">Which request.</param>
/// <param name="Verb">What is asked for.</param>
/// <param name="IsSignal">Whether it is a signal.</param>
/// <param name="Config">
/// The configuration that is asked for, for a reload the one that the file holds then; empty: none.
/// </param>
/// <param name="IfMatch">The configuration that the change was made from; empty: any.</param>
public sealed record RequestArrived(
    long Id, ControlVerb Verb, bool IsSignal, string Config = "", string IfMatch = "") : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 39;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) => writer.Number("id", Id)
        .Choice("verb", Verb).Flag("isSignal", IsSignal)
        .Text("config", Config).Text("ifMatch", IfMatch);
}

/// <summary>The supervisor answered a request.</summary>
/// <param name="Id">Which request.</param>
/// <param name="Result">What became of it.</param>
/// <param name="Config">The configuration that is said to be in force; empty: none.</param>
public sealed record RequestAnswered(long Id, ControlResult Result, string Config = "")
    : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 40;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) =>
        writer.Number("id", Id).Choice("result", Result).Text("config", Config);
}
