using Harness.Reference.Ports;

namespace Harness.Sim.Trace;

/// <summary>
/// A supervisor asked for a lock: <see cref="FileError.None"/> if it has it now,
/// <see cref="FileError.Locked"/> if another living process has it.
/// </summary>
public sealed record LockAsked(string Path, FileError Error) : TraceEvent
{
    /// <inheritdoc/>
    public override int Kind => 140;

    /// <inheritdoc/>
    public override void WriteFields(FieldWriter writer) =>
        writer.Text("path", Path).Choice("error", Error);
}
