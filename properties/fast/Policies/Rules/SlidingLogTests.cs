using FsCheck;
using FsCheck.Fluent;
using Harness.Properties.Replaying;
using Harness.Reference.Policies;
using Harness.Reference.Policies.Rules;
using Xunit;
using static Harness.Properties.Policies.Rules.RuleCases;

namespace Harness.Properties.Policies.Rules;

/// <summary>P2 against all events that there ever were, counted by their age.</summary>
public class SlidingLogTests
{
    private static readonly TimeSpan Five = TimeSpan.FromSeconds(5);

    private static readonly Gen<SlidingLogOptions> Options =
        from limit in Gen.OneOf(Gen.Choose(0, 5), Gen.Elements(15, 16, 17, 18, 25))
        from seconds in Gen.Choose(1, 8)
        from part in Gen.Elements(0L, 1L, 9_999_999L)
        from isForLife in Gen.Frequency((1, Gen.Constant(true)), (6, Gen.Constant(false)))
        from end in Gen.Elements(WindowEnd.IsInside, WindowEnd.IsOutside)
        from countsSeconds in Either
        from phase in Gen.Choose(0, 9_999_999)
        select new SlidingLogOptions
        {
            Limit = limit,
            Window = isForLife
                ? null
                : new TimeSpan(
                    (seconds * TimeSpan.TicksPerSecond) + (countsSeconds ? 0 : part)),
            End = end,
            CountsSeconds = countsSeconds,
            Timing = new PolicyTiming(new TimeSpan(phase), false),
        };

    // Gaps of a part of the window, too, so that it holds more events than a long log's limit.
    private static readonly Gen<RuleCase<SlidingLogOptions>> Cases = Of(
        Options,
        options =>
        [
            options.Window?.Ticks ?? 1,
            (options.Window?.Ticks ?? 1) / Math.Max(1, options.Limit),
            (options.Window?.Ticks ?? 1) / (options.Limit + 1),
            2,
        ],
        longest: 80);

    [Property(MaxTest = 500)]
    public Property A_sliding_log_decides_as_counting_all_events_of_the_window_does() =>
        Hold(Cases, each =>
        {
            var log = new SlidingLog(each.Options);
            SlidingLogState state = log.Initial;
            for (int at = 0; at < each.Times.Count; at++)
            {
                RuleStep<SlidingLogState> step = log.Ended(state, Life(0, each.Times[at]), 0);
                state = step.State;
                int recent = each.Times.Take(at + 1)
                    .Count(time => IsRecent(each.Options, time, each.Times[at]));
                if (step.IsAllowed != (recent <= each.Options.Limit)
                    || step.Count != Math.Min(recent, each.Options.Limit + 1))
                {
                    return false;
                }
            }

            return true;
        });

    [Fact]
    public void Some_of_the_cases_are_full_logs_of_more_than_16_places() => Assert.Contains(
        Cases.Sample(50, new Rnd(1, 1), 500),
        each =>
        {
            var log = new SlidingLog(each.Options);
            SlidingLogState state = log.Initial;
            return each.Options.Limit > 16 && each.Times.Any(time =>
            {
                RuleStep<SlidingLogState> step = log.Ended(state, Life(0, time), 0);
                state = step.State;
                return !step.IsAllowed;
            });
        });

    [Theory]
    [InlineData(WindowEnd.IsInside, 0, false)]
    [InlineData(WindowEnd.IsInside, 1, true)]
    [InlineData(WindowEnd.IsOutside, -1, false)]
    [InlineData(WindowEnd.IsOutside, 0, true)]
    public void An_event_exactly_as_old_as_the_window_counts_as_its_end_says(
        WindowEnd end, int ticksAfter, bool isAllowed)
    {
        var log = new SlidingLog(new() { Limit = 1, Window = Five, End = end });
        SlidingLogState state = log.Count(log.Initial, At(2)).State;

        Assert.Equal(
            isAllowed, log.Count(state, At(7) + new TimeSpan(ticksAfter)).IsAllowed);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(40)]
    public void Exactly_the_limit_is_borne_and_one_more_is_refused(int limit)
    {
        var log = new SlidingLog(new() { Limit = limit, Window = Five });
        SlidingLogState state = log.Initial;
        for (int number = 1; number <= limit; number++)
        {
            RuleStep<SlidingLogState> borne = log.Count(state, At(1));
            state = borne.State;
            Assert.True(borne.IsAllowed, $"event {number}");
        }

        Assert.False(log.Count(state, At(6)).IsAllowed);
        Assert.True(log.Count(state, At(6.0000001)).IsAllowed);
    }

    [Fact]
    public void A_log_that_bears_none_refuses_the_first_event()
    {
        var log = new SlidingLog(new() { Limit = 0, Window = Five });

        Assert.False(log.Count(log.Initial, At(1)).IsAllowed);
        Assert.Equal(1, log.Count(log.Initial, At(1)).Count);
    }

    [Fact]
    public void A_refused_event_is_counted_too()
    {
        var log = new SlidingLog(new() { Limit = 1, Window = Five });
        SlidingLogState borne = log.Count(log.Initial, At(0)).State;
        SlidingLogState refused = log.Count(borne, At(4)).State;

        Assert.False(log.Count(refused, At(8)).IsAllowed);
    }

    [Fact]
    public void Without_a_window_events_are_remembered_for_ever()
    {
        var log = new SlidingLog(new() { Limit = 1 });
        SlidingLogState state = log.Count(log.Initial, At(0)).State;

        Assert.False(log.Count(state, At(86_400_000)).IsAllowed);
    }

    [Theory]
    [InlineData(0.0, 5.9999999, false)] // 5.9 s apart and still in a period of 5
    [InlineData(0.0, 6.0, true)]
    [InlineData(0.9999999, 5.9999999, false)]
    [InlineData(0.9999999, 6.0, true)] // 5.0000001 s apart and not
    public void Whole_seconds_make_the_window_up_to_a_second_longer(
        double first, double second, bool isAllowed)
    {
        var log = new SlidingLog(new() { Limit = 1, Window = Five, CountsSeconds = true });
        SlidingLogState state = log.Count(log.Initial, At(first)).State;

        Assert.Equal(isAllowed, log.Count(state, At(second)).IsAllowed);
    }

    private static bool IsRecent(SlidingLogOptions options, long time, long now)
    {
        if (options.Window is not { } window)
        {
            return true;
        }

        decimal age = Seconds(options, now) - Seconds(options, time);
        decimal most = window.Ticks / 10_000_000m;
        return options.End == WindowEnd.IsInside ? age <= most : age < most;
    }

    private static decimal Seconds(SlidingLogOptions options, long ticks) => options.CountsSeconds
        ? Math.Floor((ticks + (decimal)options.Timing.ClockPhase.Ticks) / 10_000_000m)
        : ticks / 10_000_000m;
}
