using Harness.Reference.Ports;

namespace Harness.Reference.Policies.Options;

/// <summary>Short lives in a row, when the life at hand began, and when the pause ends.</summary>
public readonly record struct SquidKidState(
    int ShortLives, Instant StartedAt, Instant? PausedUntil);

/// <summary>The numbers of Squid's rule.</summary>
public sealed record SquidKidOptions : PolicyOptions
{
    /// <summary>
    /// Squid's own: 4 short lives in a row are borne, 10 s is long, 1 h of pause.
    /// </summary>
    public static readonly SquidKidOptions Default = new();

    /// <summary>
    /// Short lives in a row that are borne; one more pauses (<c>badFailureLimit</c> 4).
    /// </summary>
    public int FailureLimit { get; init; } = 4;

    /// <summary>A life shorter than this is short (<c>fastFailureTimeLimit</c> 10 s).</summary>
    public TimeSpan ShortLife { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a hopeless kid is paused (<c>hopeless_kid_revival_delay</c>, 1 hour).
    /// </summary>
    public TimeSpan RevivalDelay { get; init; } = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public override WorkerPolicy Make() => WorkerPolicy.Of(new SquidKidPolicy(this));

    /// <inheritdoc/>
    public override T Match<T>(
        Func<AlwaysOptions, T> always, Func<SquidKidOptions, T> squid, Func<LikeOptions, T> like,
        Func<MemberOptions, T> member)
    {
        ArgumentNullException.ThrowIfNull(squid);
        return squid(this);
    }
}

/// <summary>
/// Squid's rule for its kids: a kid that ends is started again at once; the 5th life in a row that
/// is shorter than 10 s makes it hopeless, and a hopeless kid is paused for the revival delay. A
/// life of 10.0 s is not short and forgets the short ones. Source: Squid 7, src/ipc/Kid.h and
/// Kid.cc; "Squid pauses restarts of a hopeless kid that experiences frequent failures" (Error
/// Handling). Squid counts whole seconds of wall time; this counts monotonic time exactly. Squid
/// leaves a kid that exited with 0 or was killed by TERM or INT down for ever; this starts it
/// again, because nobody asked it to stop.
/// </summary>
public sealed class SquidKidPolicy(SquidKidOptions options) : IRestartPolicy<SquidKidState>
{
    /// <inheritdoc/>
    public SquidKidState Initial => default;

    /// <inheritdoc/>
    public PolicyStep<SquidKidState> Step(
        SquidKidState state, PolicyEvent happened, Instant now, ulong draw) => happened.Kind switch
        {
            PolicyEventKind.Started => Rest(state with { StartedAt = now, PausedUntil = null }),
            PolicyEventKind.Ready => Rest(state),
            PolicyEventKind.Exited => Ended(state, now - state.StartedAt, now),

            // A start that fails is a life of no length (in Squid the kid's assertion ends it).
            PolicyEventKind.StartFailed => Ended(state, TimeSpan.Zero, now),
            PolicyEventKind.Tick => Ticked(state, now),
            PolicyEventKind.Stop => Rest(state with { PausedUntil = null }),
            PolicyEventKind.Manual => Asked(state),
            PolicyEventKind.Reset => state.PausedUntil is null ? Forgotten(state) : Asked(state),
            PolicyEventKind.Reload => state.PausedUntil is null ? Forgotten(state) : Asked(state),
        };

    private static PolicyStep<SquidKidState> Rest(SquidKidState state) =>
        new(state, RestartDecision.Nothing, state.PausedUntil);

    private static PolicyStep<SquidKidState> Forgotten(SquidKidState state) =>
        Rest(state with { ShortLives = 0 });

    private static PolicyStep<SquidKidState> Asked(SquidKidState state) => new(
        new SquidKidState(0, state.StartedAt, null),
        new RestartDecision(RestartVerb.Start, RestartReason.Asked), null);

    private static PolicyStep<SquidKidState> Ticked(SquidKidState state, Instant now) =>
        state.PausedUntil is { } until && now >= until
            ? new(new SquidKidState(0, state.StartedAt, null),
                new RestartDecision(RestartVerb.Start, RestartReason.Revived), null)
            : Rest(state);

    private PolicyStep<SquidKidState> Ended(SquidKidState state, TimeSpan life, Instant now)
    {
        int shortLives = life < options.ShortLife ? state.ShortLives + 1 : 0;
        if (shortLives > options.FailureLimit)
        {
            Instant until = now + options.RevivalDelay;
            return new(
                new SquidKidState(shortLives, state.StartedAt, until),
                new RestartDecision(RestartVerb.Pause, RestartReason.Hopeless, shortLives,
                    options.FailureLimit),
                until);
        }

        return new(
            new SquidKidState(shortLives, state.StartedAt, null),
            new RestartDecision(RestartVerb.Start,
                shortLives > 0 ? RestartReason.ShortLife : RestartReason.Ended, shortLives,
                options.FailureLimit),
            null);
    }
}
