namespace Harness.Hosting.Control;

/// <summary>
/// How a worker is, and the process that it has; without one, all about it is null.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="Condition">starting, serving, paused, given-up, stopped or done.</param>
/// <param name="Pid">The pid of its newest living process.</param>
/// <param name="StartedAt">When that was started, in wall time.</param>
/// <param name="Ready">Whether that has said that it is ready.</param>
/// <param name="Status">What that last said of itself; empty if nothing.</param>
/// <param name="Adopted">Whether an earlier life of the supervisor started it.</param>
public sealed record WorkerStatus(
    string Name,
    string Condition,
    int? Pid,
    DateTimeOffset? StartedAt,
    bool? Ready,
    string? Status,
    bool? Adopted);
