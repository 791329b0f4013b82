using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Harness.Properties.Replaying;
using Harness.Reference.Policies.Rules;
using Xunit;
using static Harness.Properties.Policies.Rules.RuleCases;

namespace Harness.Properties.Policies.Rules;

/// <summary>P6 against a loop over big numbers; the times of a case are lengths of lives.</summary>
public class GrowingDelayTests
{
    private static readonly TimeSpan Tick = new(1);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static readonly Gen<GrowingDelayOptions> Options =
        from grain in Gen.Elements(1L, TimeSpan.TicksPerMillisecond)
        from first in Gen.Frequency(
            (1, Gen.Constant(0L)),
            (5, Gen.Choose(1, 20_000).Select(many => many * grain)))
        from more in Gen.OneOf(
            Gen.Choose(0, 3).Select(many => many * grain),
            Gen.Choose(0, 3_000_000).Select(many => many * grain))
        from isCapped in Gen.Frequency((4, Gen.Constant(true)), (1, Gen.Constant(false)))
        from growth in Gen.Elements(
            DelayGrowth.Geometric, DelayGrowth.Linear, DelayGrowth.SawTooth)
        from over in Gen.Choose(1, 7)
        from times in Gen.Choose(over, 4 * over)
        from step in Gen.OneOf(
            Gen.Choose(0, 3_000).Select(many => many * grain),
            Gen.Choose(0, 3).Select(many => (long)many))
        from forgiven in Gen.Elements<long?>(null, 0, 1, TimeSpan.TicksPerSecond)
        select new GrowingDelayOptions
        {
            First = new TimeSpan(first),
            Cap = isCapped || grain > 1 ? new TimeSpan(first + more) : TimeSpan.MaxValue,
            Growth = growth,
            Factor = (times, over),
            Step = new TimeSpan(step),
            Grain = new TimeSpan(grain),
            ForgivenAfter = forgiven is { } after ? new TimeSpan(after) : null,
        };

    private static readonly Gen<RuleCase<GrowingDelayOptions>> Cases =
        from options in Options
        from length in Gen.Choose(0, 120)
        from lives in Gen.Frequency(
            (9, Gen.Constant(0L)),
            (1, Gaps([options.ForgivenAfter?.Ticks ?? 1]))).ArrayOf(length)
        select new RuleCase<GrowingDelayOptions>(options, lives);

    [Property(MaxTest = 500)]
    public Property A_growing_delay_is_what_a_loop_over_big_numbers_gives() =>
        Hold(Cases, each =>
        {
            var rule = new GrowingDelay(each.Options);
            GrowingDelayState state = rule.Initial;
            var delays = new List<BigInteger>(); // since the last life that was forgiven
            foreach (long life in each.Times)
            {
                RuleStep<GrowingDelayState> step = rule.Ended(state, Life(new TimeSpan(life)), 0);
                state = step.State;
                if (life >= (each.Options.ForgivenAfter?.Ticks ?? long.MaxValue))
                {
                    delays.Clear();
                }

                delays.Add(After(each.Options, delays));
                if (step.Delay.Ticks != delays[^1] || step.Count != delays.Count
                    || !step.IsAllowed)
                {
                    return false;
                }
            }

            return true;
        });

    [Property(MaxTest = 500)]
    public Property Delays_are_monotone_up_to_the_cap_when_nothing_is_forgiven() =>
        Hold(Cases, each =>
        {
            var rule = new GrowingDelay(each.Options with { ForgivenAfter = null });
            GrowingDelayState state = rule.Next(rule.Initial);
            bool isMonotone = state.Delay <= each.Options.Cap.Ticks;
            foreach (long _ in each.Times)
            {
                GrowingDelayState next = rule.Next(state);
                isMonotone &= each.Options.Growth == DelayGrowth.SawTooth
                    || (next.Delay >= state.Delay && next.Delay <= each.Options.Cap.Ticks);
                state = next;
            }

            return isMonotone;
        });

    [Property(MaxTest = 500)]
    public Property A_saw_tooth_is_never_more_than_a_step_over_its_cap() =>
        Hold(Cases, each =>
        {
            GrowingDelayOptions options = each.Options with { Growth = DelayGrowth.SawTooth };
            var rule = new GrowingDelay(options);
            GrowingDelayState state = rule.Initial;
            return each.Times.All(_ =>
            {
                state = rule.Next(state);
                return state.Delay >= 0
                    && state.Delay <= (Int128)options.Cap.Ticks + options.Step.Ticks;
            });
        });

    [Fact]
    public void Doubling_ends_exactly_at_the_cap() => Assert.Equal(
        [10, 20, 40, 80, 160, 300, 300],
        Seconds(7, new() { First = 10 * Second, Cap = 300 * Second }));

    [Fact]
    public void A_cap_that_is_the_first_delay_keeps_it() => Assert.Equal(
        [10, 10, 10], Seconds(3, new() { First = 10 * Second, Cap = 10 * Second }));

    [Fact]
    public void A_first_delay_of_nothing_is_never_doubled_to_something() => Assert.Equal(
        [0, 0, 0], Seconds(3, new() { First = TimeSpan.Zero, Cap = 10 * Second }));

    [Fact]
    public void A_linear_one_reaches_its_cap_by_a_shorter_step() => Assert.Equal(
        [1, 3, 5, 6, 6],
        Seconds(5, new()
        {
            First = Second,
            Cap = 6 * Second,
            Growth = DelayGrowth.Linear,
            Step = 2 * Second,
        }));

    [Fact]
    public void A_saw_tooth_is_halved_when_it_is_at_its_cap_and_not_before() => Assert.Equal(
        [1, 2, 3, 4, 2, 3, 4, 2],
        Seconds(8, new()
        {
            First = Second,
            Cap = 4 * Second,
            Growth = DelayGrowth.SawTooth,
            Step = Second,
        }));

    [Fact]
    public void One_and_a_half_is_cut_to_milliseconds()
    {
        var rule = new GrowingDelay(new()
        {
            First = TimeSpan.FromMilliseconds(101),
            Cap = 15 * Second,
            Factor = (3, 2),
            Grain = TimeSpan.FromMilliseconds(1),
        });

        // 101, 151.5, 226.5, 339 as PM2 floors them.
        Assert.Equal(
            [101, 151, 226, 339],
            Delays(4, rule).Select(ticks => ticks / (double)TimeSpan.TicksPerMillisecond));
    }

    [Fact]
    public void A_life_of_exactly_the_forgiving_length_begins_anew_and_one_tick_less_does_not()
    {
        var rule = new GrowingDelay(new() { First = Second, ForgivenAfter = 10 * Second });
        GrowingDelayState grown = rule.Next(rule.Next(rule.Initial));

        Assert.Equal(Second, rule.Ended(grown, Life(10 * Second), 0).Delay);
        Assert.Equal(1, rule.Ended(grown, Life(10 * Second), 0).Count);
        Assert.Equal(4 * Second, rule.Ended(grown, Life((10 * Second) - Tick), 0).Delay);
        Assert.Equal(3, rule.Ended(grown, Life((10 * Second) - Tick), 0).Count);
    }

    [Fact]
    public void Without_a_forgiving_length_no_life_is_long_enough()
    {
        var rule = new GrowingDelay(new() { First = Second });

        Assert.Equal(
            2 * Second,
            rule.Ended(rule.Next(rule.Initial), Life(TimeSpan.FromDays(1000)), 0).Delay);
    }

    [Fact]
    public void Doubling_without_a_cap_stops_at_the_longest_time_and_does_not_turn_over()
    {
        long[] delays = Delays(100, new GrowingDelay(new() { First = Tick }));

        Assert.Equal(1L << 62, delays[62]);
        Assert.All(delays.Skip(63), delay => Assert.Equal(long.MaxValue, delay));
    }

    /// <summary>The loop: the delay after those that were.</summary>
    private static BigInteger After(GrowingDelayOptions options, List<BigInteger> delays)
    {
        BigInteger cap = options.Cap.Ticks;
        if (delays.Count == 0)
        {
            return BigInteger.Min(options.First.Ticks, cap);
        }

        BigInteger last = delays[^1];
        if (options.Growth == DelayGrowth.SawTooth)
        {
            return last < cap ? last + options.Step.Ticks : last / 2;
        }

        BigInteger grown = options.Growth == DelayGrowth.Linear
            ? last + options.Step.Ticks
            : last * options.Factor.Times / options.Factor.Over;
        grown = BigInteger.Min(grown, cap);
        return grown - (grown % options.Grain.Ticks);
    }

    private static double[] Seconds(int many, GrowingDelayOptions options) =>
        [.. Delays(many, new GrowingDelay(options))
            .Select(ticks => ticks / (double)TimeSpan.TicksPerSecond)];

    private static long[] Delays(int many, GrowingDelay rule)
    {
        var delays = new long[many];
        GrowingDelayState state = rule.Initial;
        for (int at = 0; at < many; at++)
        {
            state = rule.Next(state);
            delays[at] = state.Delay;
        }

        return delays;
    }
}
