namespace Harness.Reference.Ports;

/// <summary>Something that is not as it must be, and where.</summary>
/// <param name="Kind">What.</param>
/// <param name="Subject">The entry, transaction, service or worker; empty if there is no name for
/// it.</param>
public sealed record IntegrityProblem(IntegrityKind Kind, string Subject);
