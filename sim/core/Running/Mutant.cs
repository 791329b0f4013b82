namespace Harness.Sim.Running;

/// <summary>
/// The reference supervisor with one decision changed. It runs through the whole simulation like
/// the real one; an oracle must catch it.
/// </summary>
/// <param name="Name">Words with hyphens.</param>
/// <param name="Change">What is changed, in one sentence.</param>
/// <param name="Claims">The oracles that were made to catch it, at least one.</param>
internal sealed record Mutant(string Name, string Change, IReadOnlyList<string> Claims);
