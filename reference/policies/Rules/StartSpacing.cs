using Harness.Reference.Policies.Lives;

namespace Harness.Reference.Policies.Rules;

/// <summary>What is kept apart.</summary>
public enum SpacingKind
{
    /// <summary>Starts: daemontools, dinit.</summary>
    StartToStart,

    /// <summary>An end and the next start: systemd, Swarm, s6, BusyBox.</summary>
    EndToStart,

    /// <summary>
    /// An end and the next start, if the life was shorter than the spacing (runit).
    /// </summary>
    EndToStartIfShort,

    /// <summary>
    /// Starts, but the part of the life that counts is cut to whole seconds (launchd).
    /// </summary>
    StartToStartInWholeSeconds,
}

/// <summary>Spacing alone has nothing to remember.</summary>
public readonly record struct SpacingState;

/// <summary>
/// P7: starts are kept apart, and nothing else. Sources: daemontools supervise.c, dinit
/// baseproc-service.cc, runit runsv.c, launchd core.c, systemd service.c.
/// </summary>
/// <param name="kind">What is kept apart.</param>
/// <param name="spacing">How far; 0 or more.</param>
public sealed class StartSpacing(SpacingKind kind, TimeSpan spacing) : IRestartRule<SpacingState>
{
    /// <inheritdoc/>
    public SpacingState Initial => default;

    /// <summary>From the end of a life of that length to the next start.</summary>
    public TimeSpan DelayAfter(TimeSpan life) => kind switch
    {
        SpacingKind.StartToStart => life < spacing ? spacing - life : TimeSpan.Zero,
        SpacingKind.EndToStart => spacing,
        SpacingKind.EndToStartIfShort => life < spacing ? spacing : TimeSpan.Zero,
        SpacingKind.StartToStartInWholeSeconds => life < spacing
            ? spacing - WholeSeconds(life)
            : TimeSpan.Zero,
    };

    /// <inheritdoc/>
    public RuleAnswer Judge(ref SpacingState state, in EndedLife life, ulong draw) =>
        RuleAnswer.After(DelayAfter(life.Length).Ticks);

    private static TimeSpan WholeSeconds(TimeSpan span) =>
        new(span.Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond);
}
