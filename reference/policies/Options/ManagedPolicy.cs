using Harness.Reference.Ports;

namespace Harness.Reference.Policies.Options;

/// <summary>Whether a process of the worker is looked after.</summary>
public readonly record struct ManagedState(bool IsUp);

/// <summary>
/// The policy of a worker whose restarts are an external service manager's: "Manager is therefore
/// 'just' a tool for configuring service managers" (Knot). Whatever ends or cannot be started is
/// left to it; only a person's request is passed on, because that is how a unit that it has given
/// up is started again.
/// </summary>
public sealed class ManagedPolicy : IRestartPolicy<ManagedState>
{
    /// <inheritdoc/>
    public ManagedState Initial => default;

    /// <inheritdoc/>
    public PolicyStep<ManagedState> Step(
        ManagedState state, PolicyEvent happened, Instant now, ulong draw) => happened.Kind switch
        {
            PolicyEventKind.Started => Rest(isUp: true),
            PolicyEventKind.Exited => Rest(isUp: false),
            PolicyEventKind.StartFailed => Rest(isUp: false),
            PolicyEventKind.Stop => Rest(isUp: false),
            PolicyEventKind.Manual => Asked(state),
            PolicyEventKind.Reset => Asked(state),
            PolicyEventKind.Reload => Asked(state),
            PolicyEventKind.Ready => Rest(state.IsUp),
            PolicyEventKind.Tick => Rest(state.IsUp),
        };

    private static PolicyStep<ManagedState> Rest(bool isUp) =>
        new(new ManagedState(isUp), RestartDecision.Nothing, null);

    private static PolicyStep<ManagedState> Asked(ManagedState state) => state.IsUp
        ? Rest(isUp: true)
        : new(state, new RestartDecision(RestartVerb.Start, RestartReason.Asked), null);
}
