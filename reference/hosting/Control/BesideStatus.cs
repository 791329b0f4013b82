namespace Harness.Hosting.Control;

/// <summary>A process that lives beside the workers for a while.</summary>
/// <param name="Name">The name of its unit.</param>
/// <param name="Role">canary or surge; worker, if the supervisor does not tell of it.</param>
/// <param name="Pid">Its pid.</param>
/// <param name="StartedAt">When it was started, in wall time.</param>
/// <param name="Ready">Whether it has said that it is ready.</param>
/// <param name="Status">What it last said of itself; empty if nothing.</param>
/// <param name="Adopted">Whether an earlier life of the supervisor started it.</param>
public sealed record BesideStatus(
    string Name,
    string Role,
    int Pid,
    DateTimeOffset StartedAt,
    bool Ready,
    string Status,
    bool Adopted);
