using Harness.Reference.Ports;
using Harness.Reference.Supervising;

namespace Harness.Sim.Running.Mutants;

/// <summary>Mutants of who outlives whom, and of who runs twice.</summary>
internal static class LifetimeMutants
{
    internal static IReadOnlyList<Mutant> All { get; } =
    [
        new("stops-workers-when-it-starts", "what runs already is ended and started anew",
            "services-outlive-the-supervisor", () => new EndsWhatRuns()),
        new("takes-workers-along", "workers are ended before a failed supervisor ends",
            "services-outlive-the-supervisor", () => new TakesWorkersAlong()),
        new("does-not-look-before-it-starts", "what runs already is not adopted",
            "no-slot-runs-twice", () => new NeverAdopts()),
        new("believes-hints", "a hint during a start is taken for one more exit",
            "no-slot-runs-twice", () => new BelievesHints()),
    ];

    private sealed class EndsWhatRuns : SupervisorRules
    {
        public override SlotPlan PlanSlot(IReadOnlyList<ProcessStatus> ofUnit) =>
            new(null, [.. ofUnit.Where(status => status.IsAlive)]);
    }

    private sealed class TakesWorkersAlong : SupervisorRules
    {
        public override bool EndsWorkersWhenFailed(Phase phase) => phase == Phase.Running;
    }

    private sealed class NeverAdopts : SupervisorRules
    {
        public override bool LooksBeforeItStarts => false;

        public override SlotPlan PlanSlot(IReadOnlyList<ProcessStatus> ofUnit) => new(null, []);
    }

    private sealed class BelievesHints : SupervisorRules
    {
        public override bool LooksBeforeItStarts => false;

        public override Fate FateOf(
            ProcessIdentity known, IReadOnlyList<ProcessStatus> ofUnit) =>
            base.FateOf(known, ofUnit) is var fate && fate == Fate.Alive
                && ofUnit.First(one => one.Identity == known).State == ProcessState.Starting
                    ? Fate.Vanished
                    : fate;
    }
}
