using FsCheck;
using FsCheck.Fluent;
using Harness.Properties.Replaying;
using Harness.Reference.Policies.Rules;
using Harness.Reference.Ports;
using Xunit;
using static Harness.Properties.Policies.Rules.RuleCases;

namespace Harness.Properties.Policies.Rules;

/// <summary>P4 against the floating-point arithmetic of its original.</summary>
public class DecayedCounterTests
{
    private const double Tolerance = 1e-6;
    private const double One = 1L << 32;

    private static readonly TimeSpan Half = TimeSpan.FromSeconds(30);

    private static readonly Gen<DecayedCounterOptions> Options =
        from thousandths in Gen.Choose(0, 9000)
        from half in Gen.Frequency(
            (4, Gen.Choose(1, 60).Select(seconds => seconds * TimeSpan.TicksPerSecond)),
            (1, Gen.Choose(1, 1000).Select(ticks => (long)ticks)),
            (1, Gen.Choose(1, 400).Select(days => days * TimeSpan.TicksPerDay)))
        select new DecayedCounterOptions((long)(thousandths / 1000.0 * One), new TimeSpan(half));

    private static readonly Gen<RuleCase<DecayedCounterOptions>> Cases = Of(
        Options,
        options =>
        [
            options.HalfLife.Ticks, options.HalfLife.Ticks / 2, options.HalfLife.Ticks / 7,
            options.HalfLife.Ticks * 5,
        ],
        longest: 60);

    [Property(MaxTest = 500)]
    public Property A_decayed_counter_is_the_double_of_its_original_to_a_millionth() => Hold(
        Cases, each => Both(each).All(both => both.Agrees));

    // Near the threshold a double does not say which side is right.
    [Fact]
    public void Few_of_the_cases_are_too_near_to_the_threshold_to_be_compared()
    {
        bool[] near = [.. Cases.Sample(50, new Rnd(1, 1), 500).SelectMany(Both)
            .Select(both => both.IsNear)];

        Assert.InRange(near.Length, 1001, int.MaxValue);
        Assert.InRange(near.Count(isNear => isNear), 0, near.Length / 2);
    }

    [Property(MaxTest = 500)]
    public Property A_counter_of_whole_half_lives_is_exact() => Hold(
        Of(Gen.Choose(1, 1_000_000), _ => [1], longest: 0),
        each =>
        {
            var half = new TimeSpan(each.Options);
            var counter = new DecayedCounter(new(0, half));
            DecayedCounterState state = counter.Count(counter.Initial, At(0)).State;
            return Enumerable.Range(0, 33).All(halvings =>
                counter.Count(state, At(0) + new TimeSpan(half.Ticks * halvings)).State.Counter
                    == (1L << 32) + (1L << (32 - halvings)));
        });

    [Property(MaxTest = 500)]
    public Property A_counter_never_grows_while_nothing_is_counted() => Hold(
        Cases,
        each =>
        {
            var counter = new DecayedCounter(each.Options);
            DecayedCounterState state = counter.Initial;
            for (int number = 0; number < 5; number++)
            {
                state = counter.Count(state, At(0)).State;
            }

            long[] after = [.. each.Times.Select(time =>
                counter.Count(state, new Instant(time)).State.Counter)];
            return after.Zip(after.Skip(1)).All(two => two.First >= two.Second);
        });

    [Fact]
    public void Exactly_the_threshold_is_borne_and_a_2_to_the_minus_32_more_is_refused()
    {
        var borne = new DecayedCounter(new(5L << 32, Half));
        var refused = new DecayedCounter(new((5L << 32) - 1, Half));

        Assert.Equal([true, true, true, true, true, false], AtOnce(borne, 6));
        Assert.Equal([true, true, true, true, false, false], AtOnce(refused, 6));
    }

    [Fact]
    public void A_tick_of_decay_lets_the_sixth_of_six_failures_be_borne_only_if_it_is_enough()
    {
        // 5 failures at once; the sixth is borne once they have decayed to 4: log2(5 / 4) of 30 s.
        var counter = new DecayedCounter(new(5L << 32, Half));
        DecayedCounterState five = counter.Initial;
        for (int number = 0; number < 5; number++)
        {
            five = counter.Count(five, At(0)).State;
        }

        double due = Math.Log2(1.25) * 30;
        Assert.False(counter.Count(five, At(due - 0.000001)).IsAllowed);
        Assert.True(counter.Count(five, At(due + 0.000001)).IsAllowed);
    }

    [Fact]
    public void After_63_half_lives_nothing_is_left_and_before_that_not_less_than_nothing()
    {
        var counter = new DecayedCounter(new(0, new TimeSpan(10)));
        DecayedCounterState one = counter.Count(counter.Initial, At(0)).State;

        Assert.Equal(1L << 32, counter.Count(one, new Instant(630)).State.Counter);
        Assert.Equal(1L << 32, counter.Count(one, new Instant(629)).State.Counter);
        Assert.Equal(1L << 32, counter.Count(one, new Instant(long.MaxValue)).State.Counter);
        Assert.Equal((1L << 32) + 1, counter.Count(one, new Instant(320)).State.Counter);
    }

    [Fact]
    public void A_threshold_of_none_refuses_the_first_failure()
    {
        var counter = new DecayedCounter(new(0, Half));

        Assert.Equal([false], AtOnce(counter, 1));
    }

    /// <summary>The steps of a counter beside its original's failures, in floating point.</summary>
    private static IEnumerable<Compared> Both(RuleCase<DecayedCounterOptions> each)
    {
        var counter = new DecayedCounter(each.Options);
        DecayedCounterState state = counter.Initial;
        double failures = 0;
        long last = 0;
        foreach (long time in each.Times)
        {
            RuleStep<DecayedCounterState> step = counter.Ended(state, Life(0, time), 0);
            state = step.State;
            failures = (failures
                * Math.Pow(0.5, (time - last) / (double)each.Options.HalfLife.Ticks)) + 1;
            last = time;
            yield return new Compared(step, failures, each.Options.Threshold / One);
        }
    }

    private static bool[] AtOnce(DecayedCounter counter, int failures)
    {
        DecayedCounterState state = counter.Initial;
        var allowed = new List<bool>();
        for (int number = 0; number < failures; number++)
        {
            RuleStep<DecayedCounterState> step = counter.Count(state, At(1));
            state = step.State;
            allowed.Add(step.IsAllowed);
        }

        return [.. allowed];
    }

    private readonly record struct Compared(
        RuleStep<DecayedCounterState> Step, double Failures, double Threshold)
    {
        internal bool IsNear => Math.Abs(Failures - Threshold) <= Tolerance;

        internal bool Agrees => Math.Abs((Step.State.Counter / One) - Failures) <= Tolerance
            && (IsNear || Step.IsAllowed == (Failures <= Threshold));
    }
}
