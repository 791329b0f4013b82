namespace Harness.Sim.Running.Mutants;

/// <summary>Every mutant: each oracle has at least one that it catches.</summary>
public static class MutantCatalog
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Mutant> All { get; } =
    [
        .. LifetimeMutants.All,
        .. WatchdogMutants.All,
        .. RestartMutants.All,
        .. PolicyMutants.All,
        .. GroupMutants.All,
        .. BudgetMutants.All,
        .. LifecycleMutants.All,
        .. ChangeMutants.All,
        .. ServiceMutants.All,
        .. MachineMutants.All,
        .. RecoveryMutants.All,
    ];
}
