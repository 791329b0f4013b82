using Harness.Reference.Ports;
using Harness.Sim.Faults;

namespace Harness.Sim.Trace;

/// <summary>An ended process was collected: its pid is free.</summary>
/// <param name="Unit">Whose process.</param>
/// <param name="Pid">Its pid.</param>
/// <param name="Incarnation">Which of its lives.</param>
/// <param name="ByMachine">Whether init did it, because no supervisor was there.</param>
public sealed record ProcessReaped(string Unit, int Pid, int Incarnation, bool ByMachine)
    : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 141;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) => writer.Text("unit", Unit)
        .Number("pid", Pid).Number("incarnation", Incarnation).Flag("byMachine", ByMachine);
}

/// <summary>The answer to a request says how a worker is.</summary>
public sealed record ConditionTold(long Id, string Worker, WorkerCondition Condition) : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 142;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) => writer.Number("id", Id)
        .Text("worker", Worker).Choice("condition", Condition);
}

/// <summary>The answer to a request says what the error counter is.</summary>
public sealed record CounterTold(long Id, int Counter) : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 143;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) =>
        writer.Number("id", Id).Number("counter", Counter);
}

/// <summary>
/// A supervisor asked for a lock: <see cref="FileError.None"/> if it has it now,
/// <see cref="FileError.Locked"/> if another living process has it.
/// </summary>
public sealed record LockAsked(string Path, FileError Error) : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 140;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) =>
        writer.Text("path", Path).Choice("error", Error);
}

/// <summary>A process that is none of the supervisor's got the pid of one that has ended.</summary>
public sealed record StrangerStarted(int Pid) : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 144;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) => writer.Number("pid", Pid);
}

/// <summary>A signal of a supervisor hit a process that is none of its own.</summary>
public sealed record StrangerSignalled(int Pid, Signal Signal) : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 145;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) =>
        writer.Number("pid", Pid).Choice("signal", Signal);
}

/// <summary>The machine slept: only the wall clock shows it.</summary>
public sealed record MachineSuspended(TimeSpan For) : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 146;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) => writer.Span("for", For);
}

/// <summary>A worker's process that hung goes on.</summary>
public sealed record ProcessWentOn(string Unit, int Pid, int Incarnation) : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 147;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) =>
        writer.Text("unit", Unit).Number("pid", Pid).Number("incarnation", Incarnation);
}

/// <summary>The state file was replaced behind the supervisor's back.</summary>
public sealed record StateReplaced(Replacement With) : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 148;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer) => writer.Choice("with", With);
}
