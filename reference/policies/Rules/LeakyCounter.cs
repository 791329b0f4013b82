using Harness.Reference.Policies.Lives;
using Harness.Reference.Ports;

namespace Harness.Reference.Policies.Rules;

/// <summary>When a counter leaks.</summary>
public enum LeakClock
{
    /// <summary>Every so long from the first start, whatever is counted.</summary>
    RunsFreely,

    /// <summary>
    /// More than so long after it last changed: counting begins the interval anew.
    /// </summary>
    BeginsAnew,
}

/// <summary>The numbers of a <see cref="LeakyCounter"/>.</summary>
public sealed record LeakyCounterOptions
{
    /// <summary>An event that finds the counter there is refused; 0 or more.</summary>
    public required int Limit { get; init; }

    /// <summary>How long it takes for one to leak; over 0.</summary>
    public required TimeSpan Every { get; init; }

    /// <summary>When that time begins.</summary>
    public LeakClock Clock { get; init; }
}

/// <summary>The counter, and since when it waits to leak.</summary>
public record struct LeakyCounterState(int Counter, Instant Since);

/// <summary>
/// P3: a counter that loses one every so often; an event that finds it at its limit is refused and
/// not counted. Sources: Knot Resolver's document ("every ERROR_COUNTER_DECREASE_INTERVAL: if
/// error_counter > 0: error_counter -= 1", the counter tested with > before it is increased, which
/// is a limit one higher here), Knot Resolver 6.4 manager.py (begins anew), Finit service.c.
/// </summary>
public sealed class LeakyCounter(LeakyCounterOptions options) : IRestartRule<LeakyCounterState>
{
    /// <inheritdoc/>
    public LeakyCounterState Initial => default;

    /// <summary>A counter whose first interval begins at that time.</summary>
    public static LeakyCounterState From(Instant at) => new(0, at);

    /// <summary>What has leaked by then.</summary>
    public LeakyCounterState At(LeakyCounterState state, Instant now)
    {
        // What begins anew leaks only when more than its interval is over, what runs freely at it.
        long age = (now - state.Since).Ticks;
        long over = options.Clock == LeakClock.BeginsAnew ? age - 1 : age;
        long intervals = over < 0 ? 0 : over / options.Every.Ticks;
        return intervals == 0
            ? state
            : new LeakyCounterState(
                (int)Math.Max(0, state.Counter - intervals),
                new Instant(state.Since.Ticks + (intervals * options.Every.Ticks)));
    }

    /// <summary>Counts an event; whether it is borne.</summary>
    public RuleStep<LeakyCounterState> Count(in LeakyCounterState state, Instant now)
    {
        LeakyCounterState next = state;
        RuleAnswer answer = Judge(ref next, now);
        return new(next, answer);
    }

    /// <inheritdoc/>
    public RuleAnswer Judge(ref LeakyCounterState state, in EndedLife life, ulong draw) =>
        Judge(ref state, life.EndedAt);

    private RuleAnswer Judge(ref LeakyCounterState state, Instant now)
    {
        state = At(state, now);
        if (state.Counter >= options.Limit)
        {
            return RuleAnswer.Of(false, state.Counter, options.Limit);
        }

        state.Counter++;
        state.Since = options.Clock == LeakClock.BeginsAnew ? now : state.Since;
        return RuleAnswer.Of(true, state.Counter, options.Limit);
    }
}
