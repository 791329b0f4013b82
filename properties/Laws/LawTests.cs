using System.Globalization;
using Harness.Properties.Checking;
using Harness.Sim.Oracles;
using Harness.Sim.Running;
using Harness.Sim.Running.Mutants;
using Xunit;

namespace Harness.Properties.Laws;

/// <summary>
/// The three laws over whole simulations that nobody wrote. The batch of every build is the same;
/// with <c>HARNESS_PLANS</c> there are as many as it says, others every time.
/// </summary>
public sealed class LawTests
{
    private const string Variable = "HARNESS_PLANS";
    private const int Batch = 60;

    /// <summary>How many somebody wants; null: as many as in every build.</summary>
    internal static int? Plans => Environment.GetEnvironmentVariable(Variable) is { } plans
        ? int.Parse(plans, CultureInfo.InvariantCulture)
        : null;

    public static TheoryData<string, string, int> Broken => new()
    {
        { nameof(Law.IntegrityFirst), "lock-released-before-writes-are-over", 3 },
        { nameof(Law.IntegrityFirst), "lets-the-canary-serve", 1 },
        { nameof(Law.RecoverIfPossible), "trusts-hints", 2 },
        { nameof(Law.RecoverIfPossible), "gives-up-at-once", 1 },
        { nameof(Law.ErrorBudget), "budget-at-least", 3 },
        { nameof(Law.ErrorBudget), "budget-one-more", 5 },
    };

    [Fact]
    public void Integrity_first() => Hold(Law.IntegrityFirst);

    [Fact]
    public void Recover_if_possible() => Hold(Law.RecoverIfPossible);

    [Fact]
    public void Error_budget() => Hold(Law.ErrorBudget);

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
        Mutant mutant = MutantCatalog.All.First(one => one.Name == mutantName);
        PropertyFailedException failure = Assert.Throws<PropertyFailedException>(
            () => HoldInTheSame(law, mutant, 200));
        TestContext.Current.TestOutputHelper?.WriteLine(failure.Message);

        Plan printed = Plan.In(failure.Message);
        Assert.InRange(printed.Scenario.Timeline.Count, 0, mostFaults);
        string again = Assert.IsType<string>(Laws.Broken(law, printed.Run(mutant)));
        Assert.Contains(again, failure.Message, StringComparison.Ordinal);
        Assert.Null(Laws.Broken(law, printed.Run()));
    }

    private static void Hold(Law law)
    {
        if (Plans is { } plans)
        {
            Property.Check(
                law.ToString(), PlanGens.For(law), plan => Keep(law, plan, mutant: null), plans);
        }
        else
        {
            HoldInTheSame(law, mutant: null, Batch);
        }
    }

    private static void HoldInTheSame(Law law, Mutant? mutant, int plans) => Property.CheckSame(
        law.ToString(), PlanGens.For(law), plan => Keep(law, plan, mutant), plans,
        seed: 20_261_122, gamma: 1_000_003);

    private static void Keep(Law law, Plan plan, Mutant? mutant)
    {
        if (Laws.Broken(law, plan.Run(mutant)) is { } how)
        {
            throw new InvalidOperationException(how);
        }
    }
}
