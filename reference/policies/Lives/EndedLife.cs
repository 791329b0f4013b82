using Harness.Reference.Ports;

namespace Harness.Reference.Policies.Lives;

/// <summary>One life that is over.</summary>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended; not before it began.</param>
/// <param name="Exit">How it ended.</param>
/// <param name="ReadyAt">When it said that it is ready; null if it never did.</param>
public readonly record struct EndedLife(
    Instant StartedAt, Instant EndedAt, ExitStatus Exit, Instant? ReadyAt = null)
{
    /// <summary>How long it was.</summary>
    public TimeSpan Length => EndedAt - StartedAt;

    /// <summary>Whether it exited with 0.</summary>
    public bool IsZero => Exit is { Kind: ExitKind.Code, Number: 0 };

    /// <summary>Its exit code; -1 if it was no exit.</summary>
    public int Code => Exit.Kind == ExitKind.Code ? Exit.Number : -1;

    /// <summary>The number of the signal that killed it; -1 if none did.</summary>
    public int Signal => Exit.Kind == ExitKind.Signal ? Exit.Number : -1;
}
