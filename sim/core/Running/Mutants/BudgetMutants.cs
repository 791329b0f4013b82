using Harness.Reference.Ports;
using Harness.Reference.State;
using Harness.Reference.Supervising;

namespace Harness.Sim.Running.Mutants;

/// <summary>Mutants of the error budget and its record.</summary>
internal static class BudgetMutants
{
    internal static IReadOnlyList<Mutant> All { get; } =
    [
        new("budget-at-least", "the counter is compared with >= instead of >",
            "error-budget-is-kept", () => new AtLeast()),
        new("budget-one-more", "one repair more than the document allows",
            "error-budget-is-kept", () => new OneMore()),
        new("renames-before-it-syncs", "the state's name is durable before its contents are",
            "error-budget-is-kept", () => new RenamesBeforeItSyncs()),
        new("forgets-the-budget", "every life begins with a fresh counter",
            "error-budget-is-kept", () => new ForgetsTheBudget()),
        new("errors-put-the-decrease-off",
            "every error restarts the 30 minutes, as shipped code does",
            "error-budget-is-kept", () => new PutsDecreaseOff()),
        new("resets-the-interval-on-restart", "every life restarts the 30 minutes",
            "error-budget-is-kept", () => new RestartsTheInterval()),
    ];

    private sealed class AtLeast : SupervisorRules
    {
        public override bool IsBudgetSpent(ErrorBudget budget, int threshold) =>
            budget.Counter >= threshold;
    }

    private sealed class OneMore : SupervisorRules
    {
        public override bool IsBudgetSpent(ErrorBudget budget, int threshold) =>
            budget.Counter > threshold + 1;
    }

    private sealed class RenamesBeforeItSyncs : SupervisorRules
    {
        public override bool SyncsState => false;
    }

    private sealed class ForgetsTheBudget : SupervisorRules
    {
        public override bool KeepsBudget => false;
    }

    private sealed class PutsDecreaseOff : SupervisorRules
    {
        public override ErrorBudget Counted(
            ErrorBudget budget, Instant now, TimeSpan decreaseEvery) =>
            new(budget.Counter + 1, now + decreaseEvery);
    }

    private sealed class RestartsTheInterval : SupervisorRules
    {
        public override ErrorBudget Restored(
            ErrorBudget budget, bool isSameBoot, Instant now, TimeSpan decreaseEvery) =>
            budget with { NextDecrease = now + decreaseEvery };
    }
}
