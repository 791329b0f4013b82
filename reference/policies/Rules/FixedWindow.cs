using Harness.Reference.Policies.Lives;
using Harness.Reference.Ports;

namespace Harness.Reference.Policies.Rules;

/// <summary>When a window begins anew.</summary>
public enum WindowEnd
{
    /// <summary>An event exactly at its end is still in it (systemd, Akka, Nomad).</summary>
    IsInside,

    /// <summary>An event exactly at its end begins the next (Upstart, dinit, SysV init).</summary>
    IsOutside,
}

/// <summary>The numbers of a <see cref="FixedWindow"/>.</summary>
public sealed record FixedWindowOptions
{
    /// <summary>How many events in one window are borne; 0 or more.</summary>
    public required int Limit { get; init; }

    /// <summary>How long a window is; null: for life. Over 0.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>Whether an event exactly at the end of a window is in it.</summary>
    public WindowEnd End { get; init; }

    /// <summary>
    /// Whether the event that finds its window over is not counted, and the one after it begins
    /// the next window (OpenRC).
    /// </summary>
    public bool ForgetsOpener { get; init; }

    /// <summary>Whether times are cut to whole seconds before they are compared.</summary>
    public bool CountsSeconds { get; init; }

    /// <summary>Where whole seconds begin.</summary>
    public PolicyTiming Timing { get; init; }
}

/// <summary>
/// A window: whether there is one, since when, and how many events. (The first and the last are one
/// number, so that a step copies less.)
/// </summary>
public record struct FixedWindowState
{
    // One more than are counted; 0: there is no window.
    private int _open;

    internal FixedWindowState(long begin, int count)
    {
        Begin = begin;
        _open = count + 1;
    }

    /// <summary>Whether there is a window.</summary>
    public readonly bool IsOpen => _open > 0;

    /// <summary>When it began, in ticks, or the number of that second.</summary>
    public long Begin { get; private init; }

    /// <summary>How many events are counted in it.</summary>
    public readonly int Count => _open > 0 ? _open - 1 : 0;

    internal void Add() => _open += _open < int.MaxValue ? 1 : 0;
}

/// <summary>
/// P1: a window that is anchored at its first counted event and begins anew with the first event
/// after its end. It never slides: twice the limit fits around its end. Sources: systemd 257
/// src/basic/ratelimit.c, Pekko FaultHandling.scala, Upstart job_process.c, dinit proc-service.h,
/// OpenRC supervise-daemon.c, SysV init.c, Nomad restarts.go.
/// </summary>
public sealed class FixedWindow(FixedWindowOptions options) : IRestartRule<FixedWindowState>
{
    private readonly bool _isForLife = options.Interval is null;
    private readonly bool _endsInside = options.End == WindowEnd.IsInside;
    private readonly long _interval = (options.Interval ?? TimeSpan.Zero).Ticks
        / (options.CountsSeconds ? TimeSpan.TicksPerSecond : 1);

    /// <inheritdoc/>
    public FixedWindowState Initial => default;

    /// <summary>A window that begins at that time with nothing counted (dinit, Nomad).</summary>
    public FixedWindowState OpenAt(Instant at) => new(TimeOf(at), 0);

    /// <summary>When the present window is over.</summary>
    public Instant EndOf(FixedWindowState state) => options.CountsSeconds
        ? options.Timing.BeginOf(state.Begin + _interval)
        : new Instant(state.Begin + _interval);

    /// <summary>Counts an event; whether it is borne.</summary>
    public RuleStep<FixedWindowState> Count(in FixedWindowState state, Instant now)
    {
        FixedWindowState next = state;
        RuleAnswer answer = Judge(ref next, now);
        return new(next, answer);
    }

    /// <inheritdoc/>
    public RuleAnswer Judge(ref FixedWindowState state, in EndedLife life, ulong draw) =>
        Judge(ref state, life.EndedAt);

    private RuleAnswer Judge(ref FixedWindowState state, Instant now)
    {
        long at = TimeOf(now);
        long age = at - state.Begin;
        bool isOver = state.IsOpen && !_isForLife
            && (_endsInside ? age > _interval : age >= _interval);
        if (isOver && options.ForgetsOpener)
        {
            state = default;
        }
        else if (isOver || !state.IsOpen)
        {
            state = new FixedWindowState(at, 1);
        }
        else
        {
            state.Add();
        }

        return RuleAnswer.Of(state.Count <= options.Limit, state.Count, options.Limit);
    }

    private long TimeOf(Instant at) =>
        options.CountsSeconds ? options.Timing.SecondOf(at) : at.Ticks;
}
