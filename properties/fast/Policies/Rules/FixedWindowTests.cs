using FsCheck;
using FsCheck.Fluent;
using Harness.Properties.Replaying;
using Harness.Reference.Policies;
using Harness.Reference.Policies.Rules;
using Harness.Reference.Ports;
using Xunit;
using static Harness.Properties.Policies.Rules.RuleCases;

namespace Harness.Properties.Policies.Rules;

/// <summary>P1 against all events that there ever were, sorted into windows from scratch.</summary>
public class FixedWindowTests
{
    private static readonly TimeSpan Tick = new(1);
    private static readonly TimeSpan Ten = TimeSpan.FromSeconds(10);

    private static readonly Gen<FixedWindowOptions> Options =
        from limit in Gen.Choose(0, 6)
        from seconds in Gen.Choose(1, 5)
        from part in Gen.Elements(0L, 1L, 9_999_999L)
        from isForLife in Gen.Frequency((1, Gen.Constant(true)), (6, Gen.Constant(false)))
        from end in Gen.Elements(WindowEnd.IsInside, WindowEnd.IsOutside)
        from forgets in Either
        from countsSeconds in Either
        from phase in Gen.Choose(0, 9_999_999)
        select new FixedWindowOptions
        {
            Limit = limit,
            Interval = isForLife
                ? null
                : new TimeSpan(
                    (seconds * TimeSpan.TicksPerSecond) + (countsSeconds ? 0 : part)),
            End = end,
            ForgetsOpener = forgets,
            CountsSeconds = countsSeconds,
            Timing = new PolicyTiming(new TimeSpan(phase), false),
        };

    private static readonly Gen<RuleCase<FixedWindowOptions>> Cases = Of(
        Options,
        options => [options.Interval?.Ticks ?? 1, TimeSpan.TicksPerSecond],
        longest: 40);

    [Property(MaxTest = 500)]
    public Property A_fixed_window_decides_as_the_list_of_all_events_sorted_into_windows_does() =>
        Hold(Cases, each => Agree(each, opensFirst: false));

    [Property(MaxTest = 500)]
    public Property A_window_that_was_opened_with_nothing_in_it_does_so_too() =>
        Hold(Cases, each => Agree(each, opensFirst: true));

    [Property(MaxTest = 500)]
    public Property A_window_is_over_at_the_end_that_it_says_and_not_a_tick_before() =>
        Hold(Cases, each =>
        {
            if (each.Options.Interval is null || each.Options.ForgetsOpener)
            {
                return true;
            }

            var window = new FixedWindow(each.Options with { End = WindowEnd.IsOutside });
            return each.Times.All(time =>
            {
                FixedWindowState opened = window.Count(default, new Instant(time)).State;
                Instant end = window.EndOf(opened);
                return window.Count(opened, end - Tick).Count == 2
                    && window.Count(opened, end).Count == 1;
            });
        });

    [Theory]
    [InlineData(WindowEnd.IsInside, -1, 2)]
    [InlineData(WindowEnd.IsInside, 0, 2)]
    [InlineData(WindowEnd.IsInside, 1, 1)]
    [InlineData(WindowEnd.IsOutside, -1, 2)]
    [InlineData(WindowEnd.IsOutside, 0, 1)]
    [InlineData(WindowEnd.IsOutside, 1, 1)]
    public void An_event_at_the_end_of_a_window_is_in_it_or_begins_the_next_as_its_end_says(
        WindowEnd end, int ticksAfter, int count)
    {
        var window = new FixedWindow(new() { Limit = 5, Interval = Ten, End = end });
        FixedWindowState opened = window.Count(window.Initial, At(3)).State;

        Assert.Equal(count, window.Count(opened, At(13) + new TimeSpan(ticksAfter)).Count);
    }

    [Fact]
    public void Exactly_the_limit_is_borne_and_one_more_is_refused()
    {
        var window = new FixedWindow(new() { Limit = 3, Interval = Ten });

        Assert.Equal([true, true, true, false, false], Allowed(window, 1, 1, 2, 3, 11));
    }

    [Fact]
    public void A_window_that_bears_none_refuses_its_first_event()
    {
        var window = new FixedWindow(new() { Limit = 0, Interval = Ten });

        Assert.Equal([false, false], Allowed(window, 1, 30));
    }

    [Fact]
    public void The_anchor_does_not_slide_so_that_twice_the_limit_fits_around_an_end()
    {
        var window = new FixedWindow(
            new() { Limit = 3, Interval = Ten, End = WindowEnd.IsOutside });

        Assert.Equal(
            [true, true, true, true, true, true, false],
            Allowed(window, 0, 9.9999998, 9.9999999, 10, 10, 10, 10));
    }

    [Fact]
    public void A_refusal_does_not_move_the_anchor()
    {
        var window = new FixedWindow(new() { Limit = 1, Interval = Ten });

        Assert.Equal([true, false, false, true], Allowed(window, 0, 5, 10, 10.0000001));
    }

    [Fact]
    public void A_window_for_life_forgives_nothing_after_a_thousand_days()
    {
        var window = new FixedWindow(new() { Limit = 2 });

        Assert.Equal([true, true, false], Allowed(window, 0, 86_400, 86_400_000));
    }

    [Fact]
    public void What_forgets_its_opener_counts_the_event_after_it_as_the_first()
    {
        var window = new FixedWindow(
            new() { Limit = 2, Interval = Ten, ForgetsOpener = true });

        // 12 s is after the window of 1 s and is not counted; 13 s opens the next.
        Assert.Equal([1, 2, 0, 1, 2, 3, 0], Counts(window, 1, 11, 12, 13, 14, 23, 23.0000001));
    }

    [Fact]
    public void Whole_seconds_make_a_window_up_to_a_second_longer()
    {
        var window = new FixedWindow(
            new() { Limit = 9, Interval = Ten, CountsSeconds = true });

        // From 0.0 and from 0.9999999 the last second of the window is the same.
        Assert.Equal([1, 2, 1], Counts(window, 0, 10.9999999, 11));
        Assert.Equal([1, 2, 1], Counts(window, 0.9999999, 10.9999999, 11));
    }

    [Fact]
    public void The_phase_of_the_clock_moves_the_whole_seconds()
    {
        var window = new FixedWindow(new()
        {
            Limit = 9,
            Interval = Ten,
            CountsSeconds = true,
            Timing = new PolicyTiming(TimeSpan.FromSeconds(0.25), false),
        });

        Assert.Equal([1, 2, 1], Counts(window, 0, 10.7499999, 10.75));
        Assert.Equal([1, 2, 1], Counts(window, 0.75, 11.7499999, 11.75));
    }

    [Fact]
    public void A_window_that_was_opened_without_an_event_bears_one_more_than_the_others()
    {
        // dinit: "counts the triggering restart in every window but the first".
        var window = new FixedWindow(
            new() { Limit = 2, Interval = Ten, End = WindowEnd.IsOutside });
        FixedWindowState state = window.OpenAt(At(0));

        Assert.Equal(
            [1, 2, 1, 2, 3],
            Seen(window, state, 3, 6, 10, 19.9999999, 19.9999999).Select(one => one.Count));
    }

    private static bool[] Allowed(FixedWindow window, params double[] seconds) =>
        [.. Seen(window, window.Initial, seconds).Select(one => one.IsAllowed)];

    private static long[] Counts(FixedWindow window, params double[] seconds) =>
        [.. Seen(window, window.Initial, seconds).Select(one => one.Count)];

    private static List<Answer> Seen(
        FixedWindow window, FixedWindowState state, params double[] seconds)
    {
        var seen = new List<Answer>();
        foreach (double second in seconds)
        {
            RuleStep<FixedWindowState> step = window.Count(state, At(second));
            state = step.State;
            seen.Add(new Answer(step.IsAllowed, step.Count));
        }

        return seen;
    }

    private static bool Agree(RuleCase<FixedWindowOptions> each, bool opensFirst)
    {
        var window = new FixedWindow(each.Options);
        long? openedAt = opensFirst && each.Times.Count > 0 ? each.Times[0] : null;
        var model = new AllEvents(each.Options, openedAt);
        FixedWindowState state = openedAt is { } at
            ? window.OpenAt(new Instant(at))
            : window.Initial;
        foreach (long time in each.Times)
        {
            RuleStep<FixedWindowState> step = window.Ended(state, Life(0, time), 0);
            state = step.State;
            if (new Answer(step.IsAllowed, step.Count) != model.Count(time))
            {
                return false;
            }
        }

        return true;
    }

    private sealed class AllEvents(FixedWindowOptions options, long? openedAt)
    {
        private readonly List<decimal> _events = [];

        internal Answer Count(long ticks)
        {
            _events.Add(Seconds(ticks));
            decimal? anchor = openedAt is { } opened ? Seconds(opened) : null;
            int count = 0;
            foreach (decimal time in _events)
            {
                if (anchor is { } begin && IsOver(time - begin))
                {
                    anchor = options.ForgetsOpener ? null : time;
                    count = options.ForgetsOpener ? 0 : 1;
                }
                else
                {
                    anchor ??= time;
                    count++;
                }
            }

            return new Answer(count <= options.Limit, count);
        }

        private bool IsOver(decimal age)
        {
            if (options.Interval is not { } interval)
            {
                return false;
            }

            decimal length = interval.Ticks / 10_000_000m;
            return options.End == WindowEnd.IsInside ? age > length : age >= length;
        }

        private decimal Seconds(long ticks)
        {
            decimal phase = options.CountsSeconds ? options.Timing.ClockPhase.Ticks : 0;
            decimal exact = (ticks + phase) / 10_000_000m;
            return options.CountsSeconds ? Math.Floor(exact) : exact;
        }
    }
}
