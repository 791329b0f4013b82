using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Harness.Properties.Replaying;
using Harness.Reference.Policies.Rules;
using Xunit;

namespace Harness.Properties.Policies.Rules;

/// <summary>The interpolated delay against its formula: exactly, and in floating point.</summary>
public class SteppedDelayTests
{
    private const int Microsecond = 10;

    private static readonly Gen<(int Least, int More, int Steps, int Number)> Cases =
        from least in Gen.OneOf(Gen.Choose(1, 5), Gen.Choose(1, 2_000_000))
        from more in Gen.OneOf(Gen.Choose(0, 5), Gen.Choose(0, 600_000_000))
        from steps in Gen.OneOf(Gen.Choose(1, 12), Gen.Choose(13, 60))
        from number in Gen.Choose(1, steps + 3)
        select (least, more, steps, number);

    [Property(MaxTest = 300)]
    public Property The_kth_delay_is_the_floor_of_the_exact_root() => ForAll.Of(Cases, each =>
    {
        BigInteger delay = Of(each);
        if (each.Number > each.Steps)
        {
            return delay == (BigInteger)each.Least + each.More;
        }

        // d is the floor of the root if its power is not over, and that of d + 1 is.
        int step = each.Number - 1;
        BigInteger power = BigInteger.Pow(each.Least, each.Steps - step)
            * BigInteger.Pow((BigInteger)each.Least + each.More, step);
        return BigInteger.Pow(delay, each.Steps) <= power
            && BigInteger.Pow(delay + 1, each.Steps) > power;
    });

    [Property(MaxTest = 300)]
    public Property The_kth_delay_is_what_floating_point_gives_to_a_microsecond() =>
        ForAll.Of(Cases, each =>
        {
            double most = (double)each.Least + each.More;
            double exact = each.Number > each.Steps ? most : each.Least * Math.Pow(
                most / each.Least, (each.Number - 1) / (double)each.Steps);
            double delay = Of(each);
            return delay <= exact + (exact * 1e-9) && delay > exact - 1 - (exact * 1e-9);
        });

    [Property(MaxTest = 300)]
    public Property Delays_never_shrink_and_stay_between_the_least_and_the_most() =>
        ForAll.Of(Cases, each =>
        {
            long[] all = [.. Enumerable.Range(1, each.Steps + 2)
                .Select(number => Of(each with { Number = number }))];
            return all[0] == each.Least && all[^1] == (long)each.Least + each.More
                && all.Zip(all.Skip(1)).All(two => two.First <= two.Second);
        });

    [Property(MaxTest = 300)]
    public Property It_gives_the_same_again_and_in_any_order() => ForAll.Of(Cases, each =>
    {
        SteppedDelay stepped = Make(each);
        TimeSpan[] up = [.. Enumerable.Range(1, each.Steps + 1).Select(stepped.Of)];
        SteppedDelay other = Make(each);
        TimeSpan[] down = [.. Enumerable.Range(1, each.Steps + 1).Reverse().Select(other.Of)];
        TimeSpan[] again = [.. Enumerable.Range(1, each.Steps + 1).Select(stepped.Of)];
        return up.SequenceEqual(down.Reverse()) && up.SequenceEqual(again);
    });

    [Fact]
    public void A_hundred_milliseconds_to_ten_seconds_in_two_steps_pass_one_second()
    {
        var stepped = new SteppedDelay(
            TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10), 2);

        Assert.Equal(
            [0.1, 1, 10, 10, 10],
            new[] { 1, 2, 3, 4, int.MaxValue }.Select(number => stepped.Of(number).TotalSeconds));
    }

    [Fact]
    public void The_most_comes_after_the_last_step_and_not_at_it()
    {
        var stepped = new SteppedDelay(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(8), 3);

        // 8^(1/3) is 2 exactly; a floating-point root might give 1.999999.
        Assert.Equal(
            [1, 2, 4, 8], Enumerable.Range(1, 4).Select(one => stepped.Of(one).TotalSeconds));
    }

    [Fact]
    public void Parts_of_a_microsecond_are_cut()
    {
        var stepped = new SteppedDelay(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), 2);

        Assert.Equal(14_142_130, stepped.Of(2).Ticks); // 1.41421356 s
    }

    [Fact]
    public void Settings_without_a_delay_or_a_step_are_refused()
    {
        TimeSpan one = TimeSpan.FromSeconds(1);

        Assert.Throws<ArgumentOutOfRangeException>(() => new SteppedDelay(default, one, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SteppedDelay(one, one / 2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SteppedDelay(one, one, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SteppedDelay(one, one, 1).Of(0));
    }

    private static SteppedDelay Make((int Least, int More, int Steps, int Number) each) => new(
        new TimeSpan((long)each.Least * Microsecond),
        new TimeSpan(((long)each.Least + each.More) * Microsecond),
        each.Steps);

    private static long Of((int Least, int More, int Steps, int Number) each)
    {
        TimeSpan delay = Make(each).Of(each.Number);
        Assert.Equal(0, delay.Ticks % Microsecond);
        return delay.Ticks / Microsecond;
    }
}
