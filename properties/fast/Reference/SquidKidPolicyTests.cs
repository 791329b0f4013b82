using Harness.Reference.Policies;
using Harness.Reference.Policies.Options;
using Harness.Reference.Ports;
using Xunit;

namespace Harness.Properties.Reference;

public class SquidKidPolicyTests
{
    private static readonly SquidKidPolicy Policy = new(SquidKidOptions.Default);
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1);

    [Fact]
    public void The_fourth_short_life_in_a_row_does_not_pause() =>
        Assert.Equal(
            new RestartDecision(RestartVerb.Start, RestartReason.ShortLife, 4, 4),
            new Kid().Live(4, Short));

    [Fact]
    public void The_fifth_short_life_in_a_row_pauses() =>
        Assert.Equal(
            new RestartDecision(RestartVerb.Pause, RestartReason.Hopeless, 5, 4),
            new Kid().Live(5, Short));

    [Theory]
    [InlineData(99_000_000)]
    [InlineData(99_999_999)]
    public void A_life_under_ten_seconds_counts(long ticks) =>
        Assert.Equal(RestartVerb.Pause, new Kid().Live(5, new TimeSpan(ticks)).Verb);

    [Theory]
    [InlineData(100_000_000)]
    [InlineData(100_000_001)]
    public void A_life_of_ten_seconds_does_not_count(long ticks) =>
        Assert.Equal(
            new RestartDecision(RestartVerb.Start, RestartReason.Ended, 0, 4),
            new Kid().Live(50, new TimeSpan(ticks)));

    [Fact]
    public void A_long_life_forgets_the_short_ones_before_it()
    {
        var kid = new Kid();
        kid.Live(4, Short);
        kid.Live(1, TimeSpan.FromSeconds(10));
        Assert.Equal(4, kid.Live(4, Short).Count);
    }

    [Fact]
    public void A_start_that_fails_counts_as_a_short_life()
    {
        var kid = new Kid();
        kid.Live(4, Short);
        Assert.Equal(RestartVerb.Pause, kid.Tell(PolicyEventKind.StartFailed).Verb);
    }

    [Fact]
    public void A_paused_kid_is_not_revived_a_tick_before_the_delay_is_over()
    {
        var kid = new Kid();
        kid.Live(5, Short);
        kid.Wait(TimeSpan.FromHours(1) - new TimeSpan(1));
        Assert.Equal(RestartDecision.Nothing, kid.Tell(PolicyEventKind.Tick));
    }

    [Fact]
    public void A_paused_kid_is_revived_exactly_when_the_delay_is_over()
    {
        var kid = new Kid();
        kid.Live(5, Short);
        kid.Wait(TimeSpan.FromHours(1));
        Assert.Equal(
            new RestartDecision(RestartVerb.Start, RestartReason.Revived),
            kid.Tell(PolicyEventKind.Tick));
    }

    [Fact]
    public void A_pause_asks_to_be_woken_at_its_end()
    {
        var kid = new Kid();
        kid.Live(5, Short);
        Assert.Equal(kid.Now + TimeSpan.FromHours(1), kid.NextWake);
    }

    [Fact]
    public void A_revived_kid_has_all_its_short_lives_before_it_again()
    {
        var kid = new Kid();
        kid.Live(5, Short);
        kid.Wait(TimeSpan.FromHours(1));
        kid.Tell(PolicyEventKind.Tick);
        Assert.Equal(RestartVerb.Start, kid.Live(4, Short).Verb);
        Assert.Equal(RestartVerb.Pause, kid.Live(1, Short).Verb);
    }

    [Theory]
    [InlineData(PolicyEventKind.Reset)]
    [InlineData(PolicyEventKind.Reload)]
    [InlineData(PolicyEventKind.Manual)]
    public void A_person_can_start_a_paused_kid_at_once(PolicyEventKind asked)
    {
        var kid = new Kid();
        kid.Live(5, Short);
        Assert.Equal(
            new RestartDecision(RestartVerb.Start, RestartReason.Asked), kid.Tell(asked));
        Assert.Null(kid.NextWake);
    }

    [Theory]
    [InlineData(PolicyEventKind.Reset)]
    [InlineData(PolicyEventKind.Reload)]
    public void Forgetting_the_failures_of_a_running_kid_starts_nothing(PolicyEventKind asked)
    {
        var kid = new Kid();
        kid.Live(4, Short);
        Assert.Equal(RestartDecision.Nothing, kid.Tell(asked));
        Assert.Equal(1, kid.Live(1, Short).Count);
    }

    [Fact]
    public void Being_ready_decides_nothing() =>
        Assert.Equal(RestartDecision.Nothing, new Kid().Tell(PolicyEventKind.Ready));

    [Fact]
    public void States_of_equal_histories_are_equal()
    {
        var one = new Kid();
        var other = new Kid();
        one.Live(3, Short);
        other.Live(3, Short);
        Assert.Equal(one.State, other.State);
        other.Live(1, Short);
        Assert.NotEqual(one.State, other.State);
    }

    private sealed class Kid
    {
        internal Instant Now { get; private set; } = Instant.Zero + TimeSpan.FromDays(3);

        internal SquidKidState State { get; private set; } = Policy.Initial;

        internal Instant? NextWake { get; private set; }

        internal void Wait(TimeSpan span) => Now += span;

        internal RestartDecision Tell(PolicyEventKind kind)
        {
            PolicyStep<SquidKidState> step = Policy.Step(State, new PolicyEvent(kind), Now, 0);
            State = step.State;
            NextWake = step.NextWake;
            return step.Decision;
        }

        /// <summary>
        /// That many lives of that length; gives the decision after the last one.
        /// </summary>
        internal RestartDecision Live(int times, TimeSpan life)
        {
            RestartDecision last = RestartDecision.Nothing;
            for (int i = 0; i < times; i++)
            {
                Tell(PolicyEventKind.Started);
                Wait(life);
                last = Tell(PolicyEventKind.Exited);
            }

            return last;
        }
    }
}
