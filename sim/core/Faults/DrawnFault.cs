using Harness.Reference.Documents;

namespace Harness.Sim.Faults;

/// <summary>
/// Faults that a seed draws: how often, when, and of what kind. The template's worker may be
/// <see cref="AnyWorker"/>; its duration, if it has one, is drawn too.
/// </summary>
public sealed record DrawnFault
{
    /// <summary>Stands for whichever worker the seed picks.</summary>
    public const string AnyWorker = "any";

    /// <summary>What is injected.</summary>
    public required Fault Template { get; init; }

    /// <summary>How many of them.</summary>
    public required Range<int> Times { get; init; }

    /// <summary>The time after the start of the run; null if they fall into port calls.</summary>
    public Range<TimeSpan>? When { get; init; }

    /// <summary>
    /// The port calls of a life of the supervisor; null if they fall at a time.
    /// </summary>
    public Range<int>? Calls { get; init; }

    /// <summary>Which life's port calls, from 1.</summary>
    public int Life { get; init; } = 1;

    /// <summary>The duration of the fault, replacing the template's; null if that stands.</summary>
    public Range<TimeSpan>? Duration { get; init; }
}
