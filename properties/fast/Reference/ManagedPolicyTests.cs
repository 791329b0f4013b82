using Harness.Reference.Policies;
using Harness.Reference.Policies.Options;
using Harness.Reference.Ports;
using Xunit;

namespace Harness.Properties.Reference;

public class ManagedPolicyTests
{
    private static readonly ManagedState Up = new(IsUp: true);
    private static readonly ManagedState Down = new(IsUp: false);

    public static TheoryData<PolicyEventKind> Kinds => [.. Enum.GetValues<PolicyEventKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Nothing_is_ever_started_beside_a_living_process(PolicyEventKind kind) =>
        Assert.Equal(RestartDecision.Nothing, Tell(Up, kind).Decision);

    [Theory]
    [InlineData(PolicyEventKind.Exited)]
    [InlineData(PolicyEventKind.StartFailed)]
    [InlineData(PolicyEventKind.Tick)]
    public void What_has_ended_is_left_to_the_service_manager(PolicyEventKind kind)
    {
        PolicyStep<ManagedState> step = Tell(Down, kind);
        Assert.Equal((RestartDecision.Nothing, null), (step.Decision, step.NextWake));
        Assert.False(step.State.IsUp);
    }

    [Theory]
    [InlineData(PolicyEventKind.Manual)]
    [InlineData(PolicyEventKind.Reset)]
    [InlineData(PolicyEventKind.Reload)]
    public void A_person_can_have_it_started(PolicyEventKind asked) => Assert.Equal(
        new RestartDecision(RestartVerb.Start, RestartReason.Asked), Tell(Down, asked).Decision);

    [Fact]
    public void A_start_and_an_end_are_remembered()
    {
        Assert.True(Tell(Down, PolicyEventKind.Started).State.IsUp);
        Assert.True(Tell(Up, PolicyEventKind.Ready).State.IsUp);
        Assert.False(Tell(Up, PolicyEventKind.Exited).State.IsUp);
    }

    private static PolicyStep<ManagedState> Tell(ManagedState state, PolicyEventKind kind) =>
        new ManagedPolicy().Step(state, new(kind), Instant.Zero, 0);
}
