using Harness.Reference.Ports;

namespace Harness.Sim.Trace;

/// <summary>A client asked a life of a worker for a key.</summary>
/// <param name="Number">Which transaction, from 1.</param>
/// <param name="Client">Which client, from 1.</param>
/// <param name="Unit">Which worker.</param>
/// <param name="Incarnation">Which of its lives.</param>
/// <param name="Key">What it asked for.</param>
public sealed record TransactionBegan(
    long Number, int Client, string Unit, int Incarnation, int Key) : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 100;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) => writer.Number("transaction", Number)
        .Number("client", Client).Text("unit", Unit).Number("incarnation", Incarnation)
        .Number("key", Key);
}

/// <summary>What an access check said.</summary>
public enum AccessResult
{
    /// <summary>The client may have it.</summary>
    Allowed,

    /// <summary>It may not.</summary>
    Refused,

    /// <summary>Nobody knows: the check itself failed.</summary>
    Failed,
}

/// <summary>A worker checked whether a client may have a private key.</summary>
public sealed record AccessChecked(long Number, int Client, int Key, AccessResult Result)
    : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 101;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) => writer.Number("transaction", Number)
        .Number("client", Client).Number("key", Key).Choice("result", Result);
}

/// <summary>A client was given content.</summary>
/// <param name="Number">Which transaction.</param>
/// <param name="Client">Which client.</param>
/// <param name="Key">What it had asked for.</param>
/// <param name="Content">The key whose content it got; -1 if it was no content at all.</param>
/// <param name="IsWhole">Whether it got all of it.</param>
/// <param name="IsSound">Whether it is as it was written.</param>
/// <param name="IsHit">Whether it came from the cache.</param>
public sealed record ContentServed(
    long Number, int Client, int Key, int Content, bool IsWhole, bool IsSound, bool IsHit)
    : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 102;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) => writer.Number("transaction", Number)
        .Number("client", Client).Number("key", Key).Number("content", Content)
        .Flag("isWhole", IsWhole).Flag("isSound", IsSound).Flag("isHit", IsHit);
}

/// <summary>How a transaction ended.</summary>
public enum TransactionOutcome
{
    /// <summary>As it should.</summary>
    Done,

    /// <summary>The client was told that it may not have it.</summary>
    Denied,

    /// <summary>A problem ended it; a client that still waited got an error.</summary>
    Aborted,
}

/// <summary>A life of a worker is done with a transaction.</summary>
public sealed record TransactionEnded(
    long Number, string Unit, int Incarnation, TransactionOutcome Outcome) : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 103;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) => writer.Number("transaction", Number)
        .Text("unit", Unit).Number("incarnation", Incarnation).Choice("outcome", Outcome);
}

/// <summary>
/// A worker met a problem in a transaction, and chose how to recover: nothing is done yet.
/// </summary>
public sealed record ProblemMet(
    long Number, string Unit, int Incarnation, IntegrityKind Problem, string Subject, Rung Rung)
    : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 104;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) => writer.Number("transaction", Number)
        .Text("unit", Unit).Number("incarnation", Incarnation).Choice("problem", Problem)
        .Text("subject", Subject).Choice("rung", Rung);
}

/// <summary>A worker goes without one of its services from now on.</summary>
public sealed record ServiceDisabled(string Unit, int Incarnation, string Service) : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 105;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) => writer.Text("unit", Unit)
        .Number("incarnation", Incarnation).Text("service", Service);
}

/// <summary>
/// A life of a worker asks its supervisor for what it cannot do itself, and serves nobody any more.
/// </summary>
public sealed record IntegrityReported(
    string Unit, int Pid, int Incarnation, Rung Asks, IntegrityKind Problem) : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 106;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) => writer.Text("unit", Unit)
        .Number("pid", Pid).Number("incarnation", Incarnation).Choice("asks", Asks)
        .Choice("problem", Problem);
}
