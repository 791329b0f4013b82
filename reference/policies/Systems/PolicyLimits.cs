namespace Harness.Reference.Policies.Systems;

/// <summary>Bounds of our own, where the real ones have none.</summary>
internal static class PolicyLimits
{
    /// <summary>How many events a policy remembers the times of, at most.</summary>
    public const int Events = 10_000;
}
