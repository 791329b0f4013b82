using Harness.Reference.Options;
using Harness.Reference.Ports;
using Harness.Reference.Supervising;

namespace Harness.Sim.Running.Mutants;

/// <summary>Mutants of looking ahead, and of the way with a service manager.</summary>
internal static class ServiceMutants
{
    internal static IReadOnlyList<Mutant> All { get; } =
    [
        new("stops-units-when-it-fails", "units are stopped before a failed supervisor ends",
            "external-manager-restarts-without-a-supervisor", () => new StopsUnits()),
        new("calls-without-a-bound", "a call to the service manager is waited for without a bound",
            "manager-hang-never-freezes-the-supervisor", () => new WaitsForEver()),
        new("does-not-look-ahead", "nothing is probed that only a change needs",
            "look-ahead-finds-it-first", () => new LooksBackOnly()),
        new("takes-silence-for-health", "a service manager that does not answer is no error",
            "look-ahead-finds-it-first", () => new TakesSilenceForHealth()),
        new("believes-a-timed-out-start",
            "a start that was not answered in time is taken not to have happened",
            "startup-errors-are-fatal", () => new BelievesTimeouts()),
        new("counts-optional-workers", "an optional worker's failure is on the budget",
            "optional-workers-cost-no-budget", () => new CountsOptional()),
    ];

    private sealed class StopsUnits : SupervisorRules
    {
        public override bool EndsWorkersWhenFailed(Phase phase) => true;
    }

    private sealed class WaitsForEver : SupervisorRules
    {
        public override bool BoundsServiceCalls => false;
    }

    private sealed class LooksBackOnly : SupervisorRules
    {
        public override bool LooksAhead => false;
    }

    private sealed class TakesSilenceForHealth : SupervisorRules
    {
        public override bool MindsSilentManager => false;
    }

    private sealed class BelievesTimeouts : SupervisorRules
    {
        public override bool DoubtsTimeouts => false;
    }

    private sealed class CountsOptional : SupervisorRules
    {
        public override bool IsExpendable(WorkerOptions worker) => false;
    }
}
