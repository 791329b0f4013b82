using Harness.Reference.Options;
using Harness.Reference.Ports;

namespace Harness.Reference.Supervising;

/// <summary>What is so around a worker when its table is asked.</summary>
/// <param name="Now">Monotonic time.</param>
/// <param name="PolicyWake">When its policy wants to be asked; null: not by itself.</param>
/// <param name="IsEnding">Whether the end of the supervisor has begun.</param>
/// <param name="MayStart">Whether a worker may still be started.</param>
/// <param name="Options">The configuration in force.</param>
internal readonly record struct Situation(
    Instant Now, Instant? PolicyWake, bool IsEnding, bool MayStart, SupervisorOptions Options)
{
    /// <summary>Whole milliseconds until then; 0 if there is no such time.</summary>
    internal long Until(Instant? then) =>
        then is { } at ? (long)(at - Now).TotalMilliseconds : 0;
}
