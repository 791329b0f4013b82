using Harness.Reference.Policies;
using Harness.Reference.Ports;

namespace Harness.Tunnel.Traces;

/// <summary>A decision of the policy, when, and when it wants to decide again.</summary>
public readonly record struct TracedDecision(
    Instant At, RestartDecision Decision, Instant? Until);

/// <summary>What came of a spec.</summary>
public sealed record TraceOutcome
{
    /// <summary>The spec's name.</summary>
    public required string Id { get; init; }

    /// <summary>All starts, from the first.</summary>
    public required IReadOnlyList<Instant> Starts { get; init; }

    /// <summary>When the policy itself would have made each of them.</summary>
    public required IReadOnlyList<Instant> Predicted { get; init; }

    /// <summary>Where the worker is at the end.</summary>
    public required EndState State { get; init; }

    /// <summary>Since when; null unless nothing will start it any more.</summary>
    public Instant? At { get; init; }

    /// <summary>The supervisor's own word for it.</summary>
    public string? Native { get; init; }

    /// <summary>What the policy decided.</summary>
    public required IReadOnlyList<TracedDecision> Decisions { get; init; }

    /// <summary>Whether it was not followed further because of the number of starts.</summary>
    public bool IsCutOff { get; init; }
}
