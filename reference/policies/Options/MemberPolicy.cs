using Harness.Reference.Ports;

namespace Harness.Reference.Policies.Options;

/// <summary>What a member's own policy remembers: nothing.</summary>
public readonly record struct MemberState;

/// <summary>
/// The policy of a worker about which its group decides: it never decides anything itself.
/// </summary>
public sealed class MemberPolicy : IRestartPolicy<MemberState>
{
    /// <inheritdoc/>
    public MemberState Initial => default;

    /// <inheritdoc/>
    public PolicyStep<MemberState> Step(
        MemberState state, PolicyEvent happened, Instant now, ulong draw) =>
        new(state, RestartDecision.Nothing, null);
}
