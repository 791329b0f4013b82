using FsCheck;
using FsCheck.Fluent;
using Harness.Properties.Replaying;
using Harness.Reference.Policies.Rules;
using Xunit;
using static Harness.Properties.Policies.Rules.RuleCases;

namespace Harness.Properties.Policies.Rules;

/// <summary>P7 against sentences about when the next start is, in seconds.</summary>
public class StartSpacingTests
{
    private static readonly TimeSpan Tick = new(1);
    private static readonly TimeSpan Ten = TimeSpan.FromSeconds(10);

    private static readonly Gen<(long Spacing, long Life)> Cases =
        from seconds in Gen.Choose(0, 12)
        from part in Gen.Elements(0L, 1L, 9_999_999L)
        let spacing = (seconds * TimeSpan.TicksPerSecond) + part
        from life in Gaps([spacing, TimeSpan.TicksPerSecond, 5 * TimeSpan.TicksPerSecond])
        select (spacing, life);

    [Property(MaxTest = 300)]
    public Property Starts_are_the_spacing_apart_or_more_if_the_life_is_longer() => ForAll.Of(
        Cases,
        each => Next(SpacingKind.StartToStart, each)
            == Math.Max(Seconds(each.Life), Seconds(each.Spacing)));

    [Property(MaxTest = 300)]
    public Property An_end_and_the_next_start_are_the_spacing_apart() => ForAll.Of(
        Cases,
        each => Next(SpacingKind.EndToStart, each)
            == Seconds(each.Life) + Seconds(each.Spacing));

    [Property(MaxTest = 300)]
    public Property
        A_full_spacing_follows_a_life_that_is_shorter_than_it_and_nothing_a_longer_one() =>
        ForAll.Of(Cases, each =>
        {
            bool sleeps = Seconds(each.Life) < Seconds(each.Spacing);
            return Next(SpacingKind.EndToStartIfShort, each)
                == Seconds(each.Life) + (sleeps ? Seconds(each.Spacing) : 0);
        });

    [Property(MaxTest = 300)]
    public Property A_whole_second_spacing_is_measured_from_a_life_cut_to_whole_seconds() =>
        ForAll.Of(
            Cases.Select(each => (
                Spacing: each.Spacing / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond,
                each.Life)),
            each =>
            {
                decimal ran = Math.Floor(Seconds(each.Life));
                decimal wait = ran < Seconds(each.Spacing) ? Seconds(each.Spacing) - ran : 0;
                return Next(SpacingKind.StartToStartInWholeSeconds, each)
                    == Seconds(each.Life) + wait;
            });

    [Theory]
    [InlineData(SpacingKind.StartToStart, -1, 1)]
    [InlineData(SpacingKind.StartToStart, 0, 0)]
    [InlineData(SpacingKind.EndToStart, -1, 100_000_000)]
    [InlineData(SpacingKind.EndToStart, 0, 100_000_000)]
    [InlineData(SpacingKind.EndToStartIfShort, -1, 100_000_000)]
    [InlineData(SpacingKind.EndToStartIfShort, 0, 0)]
    [InlineData(SpacingKind.StartToStartInWholeSeconds, -1, 10_000_000)]
    [InlineData(SpacingKind.StartToStartInWholeSeconds, 0, 0)]
    public void A_life_of_exactly_the_spacing_is_long_enough_and_one_tick_less_is_not(
        SpacingKind kind, int ticksMore, long delayTicks) => Assert.Equal(
            delayTicks,
            new StartSpacing(kind, Ten).DelayAfter(Ten + new TimeSpan(ticksMore)).Ticks);

    [Fact]
    public void Runit_sleeps_a_whole_second_after_nine_tenths_of_one()
    {
        var spacing = new StartSpacing(SpacingKind.EndToStartIfShort, TimeSpan.FromSeconds(1));

        Assert.Equal(
            TimeSpan.FromSeconds(1), spacing.DelayAfter(TimeSpan.FromSeconds(0.9)));
        Assert.Equal(TimeSpan.Zero, spacing.DelayAfter(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void Launchd_starts_are_10_to_11_seconds_apart()
    {
        var spacing = new StartSpacing(SpacingKind.StartToStartInWholeSeconds, Ten);

        Assert.Equal(Ten, spacing.DelayAfter(TimeSpan.FromSeconds(1) - Tick));
        Assert.Equal(TimeSpan.FromSeconds(9), spacing.DelayAfter(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void Spacing_refuses_nothing_and_remembers_nothing()
    {
        var spacing = new StartSpacing(SpacingKind.EndToStart, Ten);
        RuleStep<SpacingState> step = spacing.Ended(spacing.Initial, Life(Tick), 0);

        Assert.True(step.IsAllowed);
        Assert.Equal(Ten, step.Delay);
        Assert.Equal(spacing.Initial, step.State);
    }

    /// <summary>When the start after a life that began at 0 is, in seconds.</summary>
    private static decimal Next(SpacingKind kind, (long Spacing, long Life) each)
    {
        var spacing = new StartSpacing(kind, new TimeSpan(each.Spacing));
        TimeSpan delay = spacing.Ended(default, Life(new TimeSpan(each.Life)), 0).Delay;
        return Seconds(each.Life + delay.Ticks);
    }

    private static decimal Seconds(long ticks) => ticks / 10_000_000m;
}
