using Harness.Reference.Ports;

namespace Harness.Reference.Policies.Options;

/// <summary>Whether a restart is due, and when.</summary>
public readonly record struct AlwaysState(Instant? Due);

/// <summary>
/// Starts again after every end and every failed start, a fixed delay later, without limit. A
/// person's request starts at once.
/// </summary>
public sealed class AlwaysPolicy : IRestartPolicy<AlwaysState>
{
    private readonly TimeSpan _delay;

    /// <summary>With that delay from the end to the next start.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The delay is negative.</exception>
    public AlwaysPolicy(TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        _delay = delay;
    }

    /// <inheritdoc/>
    public AlwaysState Initial => default;

    /// <inheritdoc/>
    public PolicyStep<AlwaysState> Step(
        AlwaysState state, PolicyEvent happened, Instant now, ulong draw) => happened.Kind switch
        {
            PolicyEventKind.Exited => Again(now, RestartReason.Ended),
            PolicyEventKind.StartFailed => Again(now, RestartReason.StartFailed),
            PolicyEventKind.Tick => state.Due is { } due
                ? now >= due ? Now(RestartReason.Ended) : new(state, RestartDecision.Nothing, due)
                : Rest,
            PolicyEventKind.Manual => Now(RestartReason.Asked),
            PolicyEventKind.Reset => state.Due is null ? Rest : Now(RestartReason.Asked),
            PolicyEventKind.Reload => state.Due is null ? Rest : Now(RestartReason.Asked),
            PolicyEventKind.Started => Rest,
            PolicyEventKind.Stop => Rest,
            PolicyEventKind.Ready => Rest,
        };

    private static PolicyStep<AlwaysState> Rest => new(default, RestartDecision.Nothing, null);

    private static PolicyStep<AlwaysState> Now(RestartReason because) =>
        new(default, new RestartDecision(RestartVerb.Start, because), null);

    private PolicyStep<AlwaysState> Again(Instant now, RestartReason because) =>
        _delay == TimeSpan.Zero
            ? Now(because)
            : new(new AlwaysState(now + _delay), new RestartDecision(RestartVerb.Wait, because),
                now + _delay);
}
