using Harness.Reference.Policies;
using Harness.Reference.Policies.Rules;
using Harness.Reference.Ports;
using Xunit;
using static Harness.Properties.Policies.Rules.RuleCases;

namespace Harness.Properties.Policies.Rules;

/// <summary>A rule alone as the policy of a worker.</summary>
public class RulePolicyTests
{
    private static readonly TimeSpan Ten = TimeSpan.FromSeconds(10);

    [Fact]
    public void What_the_rule_bears_is_started_at_once_and_what_it_refuses_is_given_up()
    {
        WorkerPolicy policy = TwoInTen();

        Assert.Equal(RestartVerb.Start, Live(policy, 0, 1).Verb);
        Assert.Equal(RestartVerb.Start, Live(policy, 1, 2).Verb);
        RestartDecision refused = Live(policy, 2, 3);

        Assert.Equal(
            new RestartDecision(RestartVerb.GiveUp, RestartReason.OverLimit, 3, 2), refused);
        Assert.True(refused.IsFinal);
        Assert.Null(policy.NextWake);
    }

    [Fact]
    public void A_delay_is_waited_for_and_over_exactly_at_its_end()
    {
        WorkerPolicy policy = WorkerPolicy.Of(new RulePolicy<SpacingState>(
            new StartSpacing(SpacingKind.EndToStart, Ten)));

        Assert.Equal(RestartVerb.Wait, Live(policy, 0, 1).Verb);
        Assert.Equal(At(11), policy.NextWake);
        Assert.Equal(RestartVerb.Nothing, Tick(policy, At(11) - new TimeSpan(1)).Verb);
        Assert.Equal(At(11), policy.NextWake);
        Assert.Equal(RestartVerb.Start, Tick(policy, At(11)).Verb);
        Assert.Null(policy.NextWake);
    }

    [Theory]
    [InlineData(PolicyEventKind.Manual)]
    [InlineData(PolicyEventKind.Reset)]
    public void A_persons_start_and_reset_begin_anew(PolicyEventKind kind)
    {
        WorkerPolicy policy = TwoInTen();
        Live(policy, 0, 1);
        Live(policy, 1, 2);
        Live(policy, 2, 3);
        policy.On(new(kind), At(4));

        Assert.Equal(1, Live(policy, 4, 5).Count);
    }

    [Fact]
    public void A_start_that_failed_is_a_life_without_length()
    {
        WorkerPolicy policy = TwoInTen();
        policy.On(new(PolicyEventKind.Started), At(0));
        policy.On(new(PolicyEventKind.Exited, ExitStatus.Code(1)), At(1));

        Assert.Equal(2, policy.On(new(PolicyEventKind.StartFailed), At(1)).Count);
        Assert.True(policy.On(new(PolicyEventKind.StartFailed), At(1)).IsFinal);
    }

    private static WorkerPolicy TwoInTen() => WorkerPolicy.Of(new RulePolicy<FixedWindowState>(
        new FixedWindow(new() { Limit = 2, Interval = Ten })));

    private static RestartDecision Live(WorkerPolicy policy, double from, double to)
    {
        policy.On(new(PolicyEventKind.Started), At(from));
        return policy.On(new(PolicyEventKind.Exited, ExitStatus.Code(1)), At(to));
    }

    private static RestartDecision Tick(WorkerPolicy policy, Instant now) =>
        policy.On(new(PolicyEventKind.Tick), now);
}
