using Harness.Reference.Ports;

namespace Harness.Sim.Trace;

/// <summary>A worker's process was started.</summary>
/// <param name="Unit">Which unit's.</param>
/// <param name="Pid">Its pid.</param>
/// <param name="Incarnation">Which life of the unit it is.</param>
/// <param name="ByMachine">Whether no supervisor started it.</param>
/// <param name="Config">
/// The configuration whose settings it was started with; empty: none.
/// </param>
/// <param name="Role">What it is there for.</param>
public sealed record ProcessStarted(
    string Unit, int Pid, int Incarnation, bool ByMachine, string Config = "",
    UnitRole Role = UnitRole.Worker) : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 10;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) => writer.Text("unit", Unit)
        .Number("pid", Pid).Number("incarnation", Incarnation).Flag("byMachine", ByMachine)
        .Text("config", Config).Choice("role", Role);
}

/// <summary>A worker's process said that it is ready: from now on it serves.</summary>
public sealed record ProcessReady(string Unit, int Pid, int Incarnation) : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 11;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) =>
        writer.Text("unit", Unit).Number("pid", Pid).Number("incarnation", Incarnation);
}

/// <summary>Why a process ended, as the machine knows it.</summary>
public enum ExitCause
{
    /// <summary>An injected fault.</summary>
    Fault,

    /// <summary>It was asked to end, and did.</summary>
    Asked,

    /// <summary>The supervisor killed it.</summary>
    Killed,

    /// <summary>The machine went down.</summary>
    Reboot,

    /// <summary>Its settings killed it.</summary>
    Settings,
}

/// <summary>A worker's process ended.</summary>
public sealed record ProcessExited(
    string Unit, int Pid, int Incarnation, ExitStatus Status, ExitCause Cause) : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 12;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) => writer.Text("unit", Unit)
        .Number("pid", Pid).Number("incarnation", Incarnation).Exit("status", Status)
        .Choice("cause", Cause);
}

/// <summary>
/// A worker's process hangs: it lives, and neither serves nor gives signs of life.
/// </summary>
public sealed record ProcessHung(string Unit, int Pid, int Incarnation) : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 13;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) =>
        writer.Text("unit", Unit).Number("pid", Pid).Number("incarnation", Incarnation);
}

/// <summary>A start was refused by the machine.</summary>
public sealed record StartRefused(string Unit, StartFailure Failure) : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 14;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) =>
        writer.Text("unit", Unit).Choice("failure", Failure);
}

/// <summary>A signal was sent to a worker's process by the supervisor.</summary>
public sealed record SignalSent(string Unit, int Pid, Signal Signal, bool Arrived) : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 15;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) => writer.Text("unit", Unit)
        .Number("pid", Pid).Choice("signal", Signal).Flag("arrived", Arrived);
}

/// <summary>A hint about a unit was delivered to the supervisor.</summary>
public sealed record HintDelivered(string Unit) : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 16;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) => writer.Text("unit", Unit);
}
