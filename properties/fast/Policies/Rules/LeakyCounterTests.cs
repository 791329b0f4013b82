using FsCheck;
using FsCheck.Fluent;
using Harness.Properties.Replaying;
using Harness.Reference.Policies.Rules;
using Harness.Reference.Ports;
using Harness.Reference.State;
using Xunit;
using static Harness.Properties.Policies.Rules.RuleCases;

namespace Harness.Properties.Policies.Rules;

/// <summary>P3 against a clock that is wound tick by tick, and against the error budget.</summary>
public class LeakyCounterTests
{
    private static readonly TimeSpan HalfHour = TimeSpan.FromMinutes(30);

    private static readonly Gen<LeakyCounterOptions> Options =
        from limit in Gen.Choose(0, 5)
        from every in Gen.Choose(1, 40)
        from clock in Gen.Elements(LeakClock.RunsFreely, LeakClock.BeginsAnew)
        select new LeakyCounterOptions
        {
            Limit = limit,
            Every = new TimeSpan(every),
            Clock = clock,
        };

    // Times of a few hundred ticks, so that each of them can be walked through.
    private static readonly Gen<RuleCase<LeakyCounterOptions>> Cases =
        from options in Options
        from begin in Gen.Choose(0, 100)
        from length in Gen.Choose(0, 40)
        from gaps in Gen.Frequency(
            (2, Gen.Choose(0, 5)),
            (2, Gen.Choose(-1, 1).Select(off => (int)options.Every.Ticks + off)),
            (1, Gen.Choose(0, 120))).ArrayOf(length)
        select new RuleCase<LeakyCounterOptions>(
            options,
            [.. gaps.Aggregate(new List<long> { begin }, (times, gap) =>
            {
                times.Add(times[^1] + gap);
                return times;
            })]);

    private static readonly Gen<RuleCase<int>> Hours = Of(
        Gen.Choose(0, 4), _ => [HalfHour.Ticks, 3 * HalfHour.Ticks], longest: 60);

    [Property(MaxTest = 500)]
    public Property A_leaky_counter_answers_as_a_clock_wound_tick_by_tick_does() =>
        Hold(Cases, each =>
        {
            var counter = new LeakyCounter(each.Options);
            var model = new Clockwork(each.Options, each.Times[0]);
            LeakyCounterState state = LeakyCounter.From(new Instant(each.Times[0]));
            foreach (long time in each.Times)
            {
                RuleStep<LeakyCounterState> step = counter.Ended(state, Life(0, time), 0);
                state = step.State;
                if (new Answer(step.IsAllowed, step.Count) != model.Count(time))
                {
                    return false;
                }
            }

            return true;
        });

    [Property(MaxTest = 500)]
    public Property Looking_at_a_counter_more_often_does_not_change_it() =>
        Hold(Cases, each =>
        {
            var counter = new LeakyCounter(each.Options);
            LeakyCounterState seldom = LeakyCounter.From(new Instant(each.Times[0]));
            LeakyCounterState often = counter.Count(seldom, new Instant(each.Times[0])).State;
            seldom = often;
            foreach (long time in each.Times)
            {
                often = counter.At(often, new Instant(time));
            }

            return often == counter.At(seldom, new Instant(each.Times[^1]));
        });

    [Property(MaxTest = 500)]
    public Property A_free_running_one_with_a_limit_one_over_the_threshold_is_the_error_budget() =>
        Hold(Hours, each =>
        {
            int threshold = each.Options;
            var counter = new LeakyCounter(new() { Limit = threshold + 1, Every = HalfHour });
            Instant begin = new(each.Times.Count == 0 ? 0 : each.Times[0]);
            LeakyCounterState state = LeakyCounter.From(begin);
            ErrorBudget budget = ErrorBudget.Fresh(begin, HalfHour);
            foreach (long time in each.Times)
            {
                RuleStep<LeakyCounterState> step = counter.Count(state, new Instant(time));
                state = step.State;
                budget = budget.At(new Instant(time), HalfHour);
                bool isFatal = budget.IsSpent(threshold);
                budget = isFatal ? budget : budget.Counted();
                if (step.IsAllowed == isFatal || step.Count != budget.Counter
                    || state.Since + HalfHour != budget.NextDecrease)
                {
                    return false;
                }
            }

            return true;
        });

    [Fact]
    public void Exactly_the_limit_is_borne_and_one_more_is_refused_and_not_counted()
    {
        var counter = new LeakyCounter(new() { Limit = 3, Every = HalfHour });
        RuleStep<LeakyCounterState> step = new(counter.Initial, true);
        var seen = new List<Answer>();
        for (int number = 0; number < 5; number++)
        {
            step = counter.Count(step.State, At(1));
            seen.Add(new Answer(step.IsAllowed, step.Count));
        }

        Assert.Equal(
            [new(true, 1), new(true, 2), new(true, 3), new(false, 3), new(false, 3)], seen);
    }

    [Theory]
    [InlineData(LeakClock.RunsFreely, -1, false)]
    [InlineData(LeakClock.RunsFreely, 0, true)]
    [InlineData(LeakClock.BeginsAnew, 0, false)]
    [InlineData(LeakClock.BeginsAnew, 1, true)]
    public void A_counter_leaks_at_its_interval_if_it_runs_freely_and_after_it_if_not(
        LeakClock clock, int ticksAfter, bool hasLeaked)
    {
        var counter = new LeakyCounter(new() { Limit = 1, Every = HalfHour, Clock = clock });
        LeakyCounterState counted = counter.Count(counter.Initial, Instant.Zero).State;

        Assert.Equal(
            hasLeaked,
            counter.Count(counted, new Instant(HalfHour.Ticks + ticksAfter)).IsAllowed);
    }

    [Fact]
    public void One_every_29_minutes_is_fatal_in_an_hour_if_counting_begins_anew_and_in_29_if_not()
    {
        // Knot Resolver's code and its text. A minute is gained each time: 30 make one more.
        var code = new LeakyCounter(
            new() { Limit = 2, Every = HalfHour, Clock = LeakClock.BeginsAnew });
        var text = new LeakyCounter(new() { Limit = 3, Every = HalfHour });

        Assert.Equal(2, BorneEvery(29, code));
        Assert.Equal(61, BorneEvery(29, text));
    }

    [Fact]
    public void One_every_31_minutes_is_borne_for_ever_by_both()
    {
        Assert.Equal(1000, BorneEvery(31, new(
            new() { Limit = 2, Every = HalfHour, Clock = LeakClock.BeginsAnew })));
        Assert.Equal(1000, BorneEvery(31, new(new() { Limit = 3, Every = HalfHour })));
    }

    [Fact]
    public void A_counter_is_never_less_than_none()
    {
        var counter = new LeakyCounter(new() { Limit = 2, Every = HalfHour });
        LeakyCounterState counted = counter.Count(counter.Initial, At(0)).State;

        Assert.Equal(0, counter.At(counted, At(86_400)).Counter);
        Assert.Equal(1, counter.Count(counted, At(86_400)).Count);
    }

    private static int BorneEvery(int minutes, LeakyCounter counter)
    {
        LeakyCounterState state = LeakyCounter.From(Instant.Zero);
        for (int borne = 0; borne < 1000; borne++)
        {
            RuleStep<LeakyCounterState> step = counter.Count(
                state, Instant.Zero + TimeSpan.FromMinutes((long)minutes * borne));
            state = step.State;
            if (!step.IsAllowed)
            {
                return borne;
            }
        }

        return 1000;
    }

    private sealed class Clockwork(LeakyCounterOptions options, long begin)
    {
        private long _now = begin;
        private long _sinceLast;
        private int _counter;

        internal Answer Count(long ticks)
        {
            while (_now < ticks)
            {
                Wind();
            }

            if (_counter >= options.Limit)
            {
                return new Answer(false, _counter);
            }

            _counter++;
            _sinceLast = options.Clock == LeakClock.BeginsAnew ? 0 : _sinceLast;
            return new Answer(true, _counter);
        }

        private void Wind()
        {
            _now++;
            _sinceLast++;
            long every = options.Every.Ticks;
            bool rings = options.Clock == LeakClock.BeginsAnew
                ? _sinceLast > every
                : _sinceLast == every;
            if (rings)
            {
                _sinceLast -= every;
                _counter = Math.Max(0, _counter - 1);
            }
        }
    }
}
