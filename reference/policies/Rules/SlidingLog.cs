using System.Diagnostics.CodeAnalysis;
using Harness.Reference.Policies.Lives;
using Harness.Reference.Ports;

namespace Harness.Reference.Policies.Rules;

/// <summary>The numbers of a <see cref="SlidingLog"/>.</summary>
public sealed record SlidingLogOptions
{
    /// <summary>How many events that are not older than the window are borne; 0 or more.</summary>
    public required int Limit { get; init; }

    /// <summary>How long an event is remembered; null: for ever. 0 or more.</summary>
    public TimeSpan? Window { get; init; }

    /// <summary>
    /// Whether an event that is exactly as old as the window still counts: it does in OTP and
    /// PHP-FPM, and not in Proto.Actor and Swarm.
    /// </summary>
    public WindowEnd End { get; init; }

    /// <summary>Whether times are cut to whole seconds before they are compared.</summary>
    public bool CountsSeconds { get; init; }

    /// <summary>Where whole seconds begin.</summary>
    public PolicyTiming Timing { get; init; }
}

/// <summary>The last events, as many as the limit, and how many there were in all.</summary>
public record struct SlidingLogState
{
    private InstantLog _log;

    /// <summary>The last events.</summary>
    public readonly InstantLog Log => _log;

    [UnscopedRef]
    internal ref InstantLog Times => ref _log;
}

/// <summary>
/// P2: events of the last so many seconds are counted, wherever the seconds begin. More than the
/// limit of them, this one included, are refused; so only the time of the event that is the limit
/// back has to be known. Sources: OTP 27 supervisor.erl add_restart, swarmkit restart.go,
/// Proto.Actor RestartStatistics, PHP-FPM fpm_children.c.
/// </summary>
public sealed class SlidingLog(SlidingLogOptions options) : IRestartRule<SlidingLogState>
{
    private readonly bool _isForLife = options.Window is null;
    private readonly bool _endsInside = options.End == WindowEnd.IsInside;
    private readonly long _window = (options.Window ?? TimeSpan.Zero).Ticks
        / (options.CountsSeconds ? TimeSpan.TicksPerSecond : 1);

    /// <inheritdoc/>
    public SlidingLogState Initial => default;

    /// <summary>Counts an event; whether it is borne. A refused one is counted too.</summary>
    public RuleStep<SlidingLogState> Count(in SlidingLogState state, Instant now)
    {
        SlidingLogState next = state;
        RuleAnswer answer = Judge(ref next, now);
        return new(next, answer);
    }

    /// <inheritdoc/>
    public RuleAnswer Judge(ref SlidingLogState state, in EndedLife life, ulong draw) =>
        Judge(ref state, life.EndedAt);

    private RuleAnswer Judge(ref SlidingLogState state, Instant now)
    {
        long at = options.CountsSeconds ? options.Timing.SecondOf(now) : now.Ticks;
        ref InstantLog log = ref state.Times;
        int recent = 0;
        while (recent < log.Count && IsInside(at - log.Back(recent, options.Limit)))
        {
            recent++;
        }

        log.Push(at, options.Limit);
        return RuleAnswer.Of(recent < options.Limit, recent + 1, options.Limit);
    }

    private bool IsInside(long age) =>
        _isForLife || (_endsInside ? age <= _window : age < _window);
}
