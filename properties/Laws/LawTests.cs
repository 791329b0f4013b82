using FsCheck;
using FsCheck.Fluent;
using Harness.Properties.Replaying;
using Harness.Properties.Suite;
using Harness.Sim.Oracles;
using Harness.Sim.Running;
using Xunit;

namespace Harness.Properties.Laws;

/// <summary>
/// The three laws over whole simulations that nobody wrote. The batch of every build is the same;
/// with <c>HARNESS_PLANS</c> there are as many as it says, others every time.
/// </summary>
public sealed class LawTests
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

    [Plans(Seed, Gamma)]
    public Property Integrity_first() => Holds(Law.IntegrityFirst);

    [Plans(Seed, Gamma)]
    public Property Recover_if_possible() => Holds(Law.RecoverIfPossible);

    [Plans(Seed, Gamma)]
    public Property Error_budget() => Holds(Law.ErrorBudget);

    [Fact]
    public void Every_oracle_is_of_one_law() => Assert.Equal(
        OracleCatalog.All.Select(oracle => oracle.Name).Order(StringComparer.Ordinal),
        Enum.GetValues<Law>().SelectMany(Laws.OraclesOf).Order(StringComparer.Ordinal));

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
        string again = Assert.IsType<string>(Laws.Broken(law, printed.Run(mutant)));
        Assert.Contains(again, failure.Message, StringComparison.Ordinal);
        Assert.Null(Laws.Broken(law, printed.Run()));
    }

    private static Property Holds(Law law, Mutant? mutant = null) =>
        Prop.ForAll(PlanGens.For(law), plan => Keep(law, plan, mutant));

    private static void Keep(Law law, Plan plan, Mutant? mutant)
    {
        if (Laws.Broken(law, plan.Run(mutant)) is { } how)
        {
            throw new InvalidOperationException(how);
        }
    }
}
