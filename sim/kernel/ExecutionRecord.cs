namespace Harness.Sim.Kernel;

/// <summary>What a strategy is told of a run that it began.</summary>
/// <param name="Seed">The seed that it began it with.</param>
/// <param name="Outcome">What the kernel says, with the tape if one was recorded.</param>
/// <param name="Digest">
/// The fingerprint of its choices and events, 32 hex digits: the same for the same run.
/// </param>
/// <param name="IsFailure">Whether whoever judged it found a failure.</param>
public sealed record ExecutionRecord(
    ulong Seed, RunOutcome Outcome, string Digest, bool IsFailure);
