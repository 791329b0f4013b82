namespace Harness.Reference.Policies.Systems;

/// <summary>One option of a supervisor, by its native name.</summary>
/// <param name="Name">As the supervisor spells it.</param>
/// <param name="Default">
/// What it is when it is left out, as it would be written; empty: there is no such value, and
/// leaving it out means something of its own.
/// </param>
/// <param name="Unit">What may be written, for people.</param>
public sealed record PolicyOption(string Name, string Default, string Unit);
