namespace Harness.Reference.Policies.Systems;

/// <summary>Nothing is remembered.</summary>
public readonly record struct NoState;
