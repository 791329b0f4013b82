using FsCheck;
using FsCheck.Fluent;
using Harness.Properties.Replaying;
using Harness.Reference.Policies;
using Harness.Reference.Policies.Lives;
using Harness.Reference.Policies.Rules;
using Xunit;
using static Harness.Properties.Policies.Rules.RuleCases;

namespace Harness.Properties.Policies.Rules;

/// <summary>P5 against the list of all lives, read backwards.</summary>
public class ShortRunsTests
{
    private static readonly Gen<ShortRunsOptions> Options =
        from limit in Gen.Choose(0, 5)
        from seconds in Gen.Choose(0, 10)
        from part in Gen.Elements(0L, 1L, 9_999_999L)
        from countsSeconds in Either
        from phase in Gen.Choose(0, 9_999_999)
        select new ShortRunsOptions
        {
            Limit = limit,
            ShortLife = new TimeSpan(
                (seconds * TimeSpan.TicksPerSecond) + (countsSeconds ? 0 : part)),
            CountsSeconds = countsSeconds,
            Timing = new PolicyTiming(new TimeSpan(phase), false),
        };

    private static readonly Gen<RuleCase<ShortRunsOptions>> Cases = Of(
        Options,
        options => [options.ShortLife.Ticks, TimeSpan.TicksPerSecond],
        longest: 60);

    [Property(MaxTest = 500)]
    public Property Short_runs_are_those_at_the_end_of_the_list_of_all_lives() =>
        Hold(Cases, each =>
        {
            // Every second time is a start, the one after it the end of that life.
            var rule = new ShortRuns(each.Options);
            var lives = new List<decimal>();
            ShortRunsState state = rule.Initial;
            for (int at = 1; at < each.Times.Count; at += 2)
            {
                RuleStep<ShortRunsState> step = rule.Ended(
                    state, Life(each.Times[at - 1], each.Times[at]), 0);
                state = step.State;
                lives.Add(Seconds(each.Options, each.Times[at])
                    - Seconds(each.Options, each.Times[at - 1]));
                int shortOnes = Enumerable.Reverse(lives)
                    .TakeWhile(life => life < each.Options.ShortLife.Ticks / 10_000_000m)
                    .Count();
                if (step.Count != shortOnes || step.IsAllowed != (shortOnes <= each.Options.Limit))
                {
                    return false;
                }
            }

            return true;
        });

    [Fact]
    public void A_life_of_exactly_the_short_life_is_not_short_and_one_tick_less_is()
    {
        var rule = new ShortRuns(new() { Limit = 4, ShortLife = TimeSpan.FromSeconds(10) });

        Assert.Equal(0, rule.Ended(default, Life(TimeSpan.FromSeconds(10)), 0).Count);
        Assert.Equal(
            1, rule.Ended(default, Life(TimeSpan.FromSeconds(10) - new TimeSpan(1)), 0).Count);
    }

    [Fact]
    public void Exactly_the_limit_of_short_lives_is_borne_and_one_more_is_refused() =>
        Assert.Equal(
            [true, true, true, true, false, false], Allowed(4, 1, 1, 1, 1, 1, 1));

    [Fact]
    public void One_long_life_forgets_all_short_ones() =>
        Assert.Equal(
            [true, true, true, true, true, false], Allowed(2, 1, 1, 10, 1, 1, 1));

    [Fact]
    public void A_long_life_after_a_refusal_is_borne() =>
        Assert.Equal([false, true], Allowed(0, 1, 10));

    [Fact]
    public void No_life_is_shorter_than_a_short_life_of_nothing()
    {
        var rule = new ShortRuns(new() { Limit = 0, ShortLife = TimeSpan.Zero });

        Assert.True(rule.Ended(default, Life(TimeSpan.Zero), 0).IsAllowed);
    }

    [Theory]
    [InlineData(0.0, 9.9999999, true)]
    [InlineData(0.0, 10.0, false)]
    [InlineData(0.9999999, 10.0, false)] // 9.0000001 s long and not short
    [InlineData(0.0, 9.99, true)] // 9.99 s long and short
    [InlineData(0.5, 10.4, false)] // 9.9 s long and not short
    [InlineData(0.5, 9.9999999, true)]
    public void In_whole_seconds_the_same_life_is_short_or_long(
        double startedAt, double endedAt, bool isShort)
    {
        var rule = new ShortRuns(new()
        {
            Limit = 4,
            ShortLife = TimeSpan.FromSeconds(10),
            CountsSeconds = true,
        });

        Assert.Equal(isShort, rule.IsShort(At(startedAt), At(endedAt)));
    }

    private static bool[] Allowed(int limit, params int[] lives)
    {
        var rule = new ShortRuns(
            new() { Limit = limit, ShortLife = TimeSpan.FromSeconds(10) });
        ShortRunsState state = rule.Initial;
        var allowed = new List<bool>();
        foreach (int seconds in lives)
        {
            EndedLife life = Life(TimeSpan.FromSeconds(seconds));
            RuleStep<ShortRunsState> step = rule.Ended(state, life, 0);
            state = step.State;
            allowed.Add(step.IsAllowed);
        }

        return [.. allowed];
    }

    private static decimal Seconds(ShortRunsOptions options, long ticks) => options.CountsSeconds
        ? Math.Floor((ticks + (decimal)options.Timing.ClockPhase.Ticks) / 10_000_000m)
        : ticks / 10_000_000m;
}
