using Harness.Sim.Faults;

namespace Harness.Sim.Trace;

/// <summary>
/// How a unit of the external service manager is. The states of supervisord's processes and
/// systemd's services, without their special cases.
/// </summary>
public enum UnitState
{
    /// <summary>Nothing runs, and nothing is to.</summary>
    Stopped,

    /// <summary>A process of it runs.</summary>
    Running,

    /// <summary>Its process has ended, and the next start is due.</summary>
    Backoff,

    /// <summary>Its process was asked to end.</summary>
    Stopping,

    /// <summary>It ended early too often: nothing is started until somebody says so.</summary>
    GivenUp,
}

/// <summary>The external service manager came to know a unit, or to know it anew.</summary>
public sealed record UnitDefined(string Unit, string Tag) : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 160;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) =>
        writer.Text("unit", Unit).Text("tag", Tag);
}

/// <summary>A unit of the external service manager changed its state.</summary>
public sealed record UnitChanged(string Unit, UnitState State) : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 161;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) =>
        writer.Text("unit", Unit).Choice("state", State);
}

/// <summary>A trouble of the external service manager began, or is over.</summary>
public sealed record ServicesTroubled(ServiceTrouble Trouble, bool IsOver) : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 162;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) =>
        writer.Choice("trouble", Trouble).Flag("isOver", IsOver);
}

/// <summary>
/// A call to the external service manager got no answer, and was carried out all the same or not.
/// </summary>
public sealed record ServiceCallLost(string Operation, string Unit, bool WasDone) : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 163;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) =>
        writer.Text("operation", Operation).Text("unit", Unit).Flag("wasDone", WasDone);
}

/// <summary>File operations of one kind began to fail, or have stopped failing.</summary>
public sealed record FilesTroubled(
    Harness.Sim.Faults.FileOperation Operation, Harness.Reference.Ports.FileError Error,
    bool IsOver) : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 164;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) => writer.Choice("operation", Operation)
        .Choice("error", Error).Flag("isOver", IsOver);
}
