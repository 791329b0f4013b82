using FsCheck;
using FsCheck.Fluent;
using Harness.Sim.Oracles;
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

    private static Property Holds(Law law) => Prop.ForAll(PlanGens.For(law), plan =>
    {
        if (Laws.Broken(law, plan.Run()) is { } how)
        {
            throw new InvalidOperationException(how);
        }
    });
}
