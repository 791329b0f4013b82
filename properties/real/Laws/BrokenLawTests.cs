using FsCheck;
using FsCheck.Fluent;
using Harness.Properties.Replaying;
using Harness.Properties.Suite;
using Harness.Sim.Running;
using Xunit;

namespace Harness.Properties.Laws;

/// <summary>Mutants that break a law, found by plans that nobody wrote.</summary>
public sealed class BrokenLawTests
{
    private const ulong Seed = 20_261_122;
    private const ulong Gamma = 1_000_003;

    public static TheoryData<string, string, int> Broken => new()
    {
        { nameof(Law.IntegrityFirst), "lock-released-before-writes-are-over", 3 },
        { nameof(Law.IntegrityFirst), "lets-the-canary-serve", 1 },
        { nameof(Law.RecoverIfPossible), "trusts-hints", 2 },
        { nameof(Law.RecoverIfPossible), "gives-up-at-once", 1 },
        { nameof(Law.ErrorBudget), "budget-at-least", 3 },
        { nameof(Law.ErrorBudget), "budget-one-more", 5 },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_supervisor_that_breaks_a_law_is_found_and_its_plan_is_shrunk_and_runs_again(
        string lawName, string mutantName, int mostFaults)
    {
        Law law = Enum.Parse<Law>(lawName);
        Mutant mutant = RealMutants.Find(mutantName);
        PropertyFailedException failure = Assert.Throws<PropertyFailedException>(
            () => PropertyRun.Check(
                Config.Quick.WithName(lawName).WithMaxTest(200).WithReplay(Seed, Gamma),
                replay: null,
                Holds(law, mutant).Check));
        TestContext.Current.TestOutputHelper?.WriteLine(failure.Message);

        Plan printed = Plan.In(failure.Message);
        Assert.InRange(printed.Scenario.Timeline.Count, 0, mostFaults);
        string again = Assert.IsType<string>(Laws.Broken(law, Run(printed, mutant)));
        Assert.Contains(again, failure.Message, StringComparison.Ordinal);
        Assert.Null(Laws.Broken(law, printed.Run()));
    }

    private static Property Holds(Law law, Mutant mutant) =>
        Prop.ForAll(PlanGens.For(law), plan =>
        {
            if (Laws.Broken(law, Run(plan, mutant)) is { } how)
            {
                throw new InvalidOperationException(how);
            }
        });

    private static RunRecord Run(Plan plan, Mutant mutant) =>
        ScenarioRunner.Run(RealMutants.Input(plan.Scenario, plan.Seed, mutant));
}
