namespace Harness.Reference.Ports;

/// <summary>One error that the supervisor met.</summary>
/// <param name="Phase">When.</param>
/// <param name="Origin">Where it came from.</param>
/// <param name="Kind">What went wrong.</param>
/// <param name="Subject">The worker, file or request; empty if none.</param>
public sealed record SupervisorError(
    Phase Phase, ErrorOrigin Origin, ErrorKind Kind, string Subject);
