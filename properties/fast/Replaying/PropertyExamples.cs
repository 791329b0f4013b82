using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Harness.Properties.Replaying;

/// <summary>
/// Properties that <see cref="PropertyTests"/> runs. Nothing else does: the class is abstract.
/// </summary>
public abstract class PropertyExamples
{
    private static readonly Arbitrary<int> Numbers = Arb.From(
        Gen.Choose(0, 1000), number => number > 0 ? [number / 2, number - 1] : []);

    /// <summary>The numbers that were made, in order; emptied by who looks at it.</summary>
    internal static List<int> Seen { get; } = [];

    [Property(MaxTest = 70)]
    public static Property Numbers_are_small() => Prop.ForAll(
        Numbers,
        number =>
        {
            Seen.Add(number);
            Assert.InRange(number, 0, 1000);
        });

    [Property(MaxTest = 40, Replay = "11,1000003")]
    public static Property The_same_numbers_are_small() => Numbers_are_small();

    [Property(MaxTest = 200)]
    public static Property Numbers_stay_below_100() =>
        Prop.ForAll(Numbers, number => number < 100);

    [Property]
    public static Property Five_is_four() =>
        ForAll.Of(Gen.Constant(5), number => Assert.Equal(4, number));

    [Property(MaxRejected = 20)]
    public static Property Nothing_is_ever_looked_at() =>
        Prop.ForAll(Numbers, number => true.When(number < 0));

    [Property]
    [InlineData(0)]
    [InlineData(100)]
    public static Property Numbers_are_at_least(int least) =>
        Prop.ForAll(Numbers, number => number >= least);

    [Property]
    public static bool A_number_of_FsChecks_is_below_10(PositiveInt number) => number.Get < 10;

    [Property]
    public static async Task A_number_of_FsChecks_is_below_10_later(PositiveInt number)
    {
        await Task.Yield();
        Assert.InRange(number.Get, 0, 9);
    }

    [Property]
    [InlineData(7)]
    public static void Data_without_a_property(int number) => Assert.Equal(7, number);
}
