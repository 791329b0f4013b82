using Harness.Reference.Policies;
using Harness.Reference.Ports;
using Harness.Reference.Supervising;

namespace Harness.Sim.Trace;

/// <summary>An entry of the supervisor's own log.</summary>
public sealed record Logged(LogCode Code, string Subject, long First, long Second) : TraceEvent
{
    /// <inheritdoc/>
    internal override int Kind => 37;

    /// <inheritdoc/>
    internal override void WriteFields(FieldWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        (string first, string second) = LogWords.NamesOf(Code);
        writer.Choice("code", Code).Text("subject", Subject);
        if (LogWords.NamesInstability(Code))
        {
            writer.Choice(first, (Instability)First);
        }
        else if (LogWords.NamesReason(Code))
        {
            writer.Choice(first, (RestartReason)First);
        }
        else
        {
            writer.Number(first, First);
        }

        writer.Number(second, Second);
    }
}
