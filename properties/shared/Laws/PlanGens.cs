using FsCheck;
using FsCheck.Fluent;

namespace Harness.Properties.Laws;

/// <summary>Plans for a law: a set-up, up to so many faults, a seed; and simpler ones.</summary>
internal static class PlanGens
{
    private const int MostFaults = 20;

    /// <summary>Plans that a file can say, and how they shrink.</summary>
    internal static Arbitrary<Plan> For(Law law) => Arb.From(Make(law), Shrinking.Of);

    private static Gen<Plan> Make(Law law) =>
        from setup in Gen.Choose(1, 1_000_000).Select(seed => SetUps.Of(law, seed))
        from count in Gen.Choose(0, MostFaults)
        from faults in FaultGens.Of(law, setup).ArrayOf(count)
        from seed in Gen.Choose(1, 1_000_000)
        select new Plan(
            setup with { Timeline = faults }, FormattableString.Invariant($"{seed}"));
}
