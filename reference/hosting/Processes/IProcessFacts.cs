using Harness.Reference.Ports;

namespace Harness.Hosting.Processes;

/// <summary>What is known of a living process besides what a supervisor needs.</summary>
/// <param name="Unit">The unit whose name it carries.</param>
/// <param name="Role">What it is there for.</param>
/// <param name="Pid">Its pid.</param>
/// <param name="StartedAt">The wall time of its start, for people.</param>
/// <param name="State">How far it has come.</param>
/// <param name="StatusText">What it last said of itself (STATUS=); empty if nothing.</param>
/// <param name="IsAdopted">Whether an earlier life of the supervisor started it.</param>
public sealed record ProcessFacts(
    string Unit,
    UnitRole Role,
    int Pid,
    DateTimeOffset StartedAt,
    ProcessState State,
    string StatusText,
    bool IsAdopted);

/// <summary>What is known of the living processes, for people and for metrics.</summary>
public interface IProcessFacts
{
    /// <summary>The living processes, in order of start. It does not wait.</summary>
    IReadOnlyList<ProcessFacts> Now();
}
