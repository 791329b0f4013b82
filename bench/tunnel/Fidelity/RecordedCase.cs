using Harness.Reference.Ports;
using Harness.Tunnel.Traces;

namespace Harness.Tunnel.Fidelity;

/// <summary>What is known of a worker at the end of a run.</summary>
/// <param name="State">Where it is.</param>
/// <param name="At">Since when; null if that is not known, or of no end.</param>
/// <param name="Native">The supervisor's own word; null if it is not known.</param>
public sealed record ExpectedEnd(EndState State, Instant? At, string? Native);

/// <summary>A worker under a policy, and what is known to come of it.</summary>
/// <param name="Spec">The worker and its policy.</param>
/// <param name="Starts">All of its starts.</param>
/// <param name="End">Where it ends.</param>
public sealed record RecordedCase(
    PolicySpec Spec, IReadOnlyList<Instant> Starts, ExpectedEnd End)
{
    /// <summary>
    /// How much later than predicted a recorded start is at least; null for an exact vector.
    /// </summary>
    public TimeSpan? LeastLag { get; init; }

    /// <summary>How much later at most.</summary>
    public TimeSpan MostLag { get; init; }

    /// <summary>Whether a free run has as many starts as were recorded.</summary>
    public bool HasExactStarts { get; init; }

    /// <summary>Whether a free run ends as it was recorded.</summary>
    public bool HasExactEnd { get; init; }
}

/// <summary>A vector or a recording that is not compared, and why.</summary>
/// <param name="Id">Its name.</param>
/// <param name="System">The supervisor.</param>
/// <param name="IsVector">Whether it is a vector.</param>
/// <param name="Reason">Why not.</param>
public sealed record ExcludedCase(string Id, string System, bool IsVector, string Reason);
