using Harness.Reference.Policies;
using Harness.Reference.Policies.Options;
using Harness.Reference.Ports;
using Xunit;

namespace Harness.Properties.Reference;

public class AlwaysPolicyTests
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(3);
    private static readonly AlwaysPolicy Policy = new(Delay);
    private static readonly Instant End = Instant.Zero + TimeSpan.FromHours(1);

    [Fact]
    public void Without_a_delay_an_end_is_followed_by_a_start() =>
        Assert.Equal(
            new RestartDecision(RestartVerb.Start, RestartReason.Ended),
            Tell(new AlwaysPolicy(TimeSpan.Zero), default, PolicyEventKind.Exited, End).Decision);

    [Fact]
    public void With_a_delay_an_end_is_followed_by_a_wait_of_exactly_that_long()
    {
        PolicyStep<AlwaysState> step = Tell(Policy, default, PolicyEventKind.Exited, End);
        Assert.Equal(new RestartDecision(RestartVerb.Wait, RestartReason.Ended), step.Decision);
        Assert.Equal(End + Delay, step.NextWake);
    }

    [Fact]
    public void A_failed_start_is_tried_again_after_the_delay() =>
        Assert.Equal(
            new RestartDecision(RestartVerb.Wait, RestartReason.StartFailed),
            Tell(Policy, default, PolicyEventKind.StartFailed, End).Decision);

    [Fact]
    public void A_tick_before_the_delay_is_over_starts_nothing() =>
        Assert.Equal(
            RestartDecision.Nothing,
            Tell(Policy, Waiting, PolicyEventKind.Tick, End + Delay - new TimeSpan(1)).Decision);

    [Fact]
    public void A_tick_when_the_delay_is_over_starts() =>
        Assert.Equal(
            RestartVerb.Start,
            Tell(Policy, Waiting, PolicyEventKind.Tick, End + Delay).Decision.Verb);

    [Fact]
    public void A_tick_when_nothing_is_due_does_nothing() =>
        Assert.Equal(
            RestartDecision.Nothing, Tell(Policy, default, PolicyEventKind.Tick, End).Decision);

    [Theory]
    [InlineData(PolicyEventKind.Reset)]
    [InlineData(PolicyEventKind.Reload)]
    [InlineData(PolicyEventKind.Manual)]
    public void A_person_can_cut_the_delay_short(PolicyEventKind asked) =>
        Assert.Equal(
            new RestartDecision(RestartVerb.Start, RestartReason.Asked),
            Tell(Policy, Waiting, asked, End).Decision);

    [Theory]
    [InlineData(PolicyEventKind.Reset)]
    [InlineData(PolicyEventKind.Reload)]
    public void Forgetting_failures_starts_nothing_if_nothing_is_due(PolicyEventKind asked) =>
        Assert.Equal(RestartDecision.Nothing, Tell(Policy, default, asked, End).Decision);

    [Fact]
    public void A_start_by_somebody_else_takes_the_planned_one_back() =>
        Assert.Equal(default, Tell(Policy, Waiting, PolicyEventKind.Started, End).State);

    [Fact]
    public void It_never_pauses_and_never_gives_up()
    {
        AlwaysState state = Policy.Initial;
        for (int i = 0; i < 1000; i++)
        {
            PolicyStep<AlwaysState> step = Tell(Policy, state, PolicyEventKind.Exited, End);
            Assert.Equal(RestartVerb.Wait, step.Decision.Verb);
            state = step.State;
        }
    }

    [Fact]
    public void A_negative_delay_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new AlwaysPolicy(new TimeSpan(-1)));

    private static AlwaysState Waiting => new(End + Delay);

    private static PolicyStep<AlwaysState> Tell(
        AlwaysPolicy policy, AlwaysState state, PolicyEventKind kind, Instant now) =>
        policy.Step(state, new PolicyEvent(kind), now, 0);
}
