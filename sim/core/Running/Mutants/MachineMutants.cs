using Harness.Reference.Supervising;

namespace Harness.Sim.Running.Mutants;

/// <summary>Mutants of what the supervisor owes to the machine that it runs on.</summary>
internal static class MachineMutants
{
    internal static IReadOnlyList<Mutant> All { get; } =
    [
        new("ignores-a-taken-lock", "a supervisor that finds another one goes on",
            "one-supervisor-at-a-time", () => new IgnoresTheLock()),
    ];

    private sealed class IgnoresTheLock : SupervisorRules
    {
        public override bool HeedsLock => false;
    }
}
