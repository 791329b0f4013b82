using Harness.Reference.Policies.Lives;

namespace Harness.Reference.Policies.Rules;

/// <summary>How a delay grows from one to the next.</summary>
public enum DelayGrowth
{
    /// <summary>By a factor.</summary>
    Geometric,

    /// <summary>By the same amount.</summary>
    Linear,

    /// <summary>By the same amount until it reaches its cap, then it is halved (uWSGI).</summary>
    SawTooth,
}

/// <summary>The numbers of a <see cref="GrowingDelay"/>.</summary>
public sealed record GrowingDelayOptions
{
    /// <summary>The first delay; 0 or more.</summary>
    public required TimeSpan First { get; init; }

    /// <summary>The longest one; not less than the first.</summary>
    public TimeSpan Cap { get; init; } = TimeSpan.MaxValue;

    /// <summary>How it grows.</summary>
    public DelayGrowth Growth { get; init; }

    /// <summary>The factor of a geometric one, as a fraction; not less than 1.</summary>
    public (int Times, int Over) Factor { get; init; } = (2, 1);

    /// <summary>What is added by a linear one; 0 or more.</summary>
    public TimeSpan Step { get; init; }

    /// <summary>A grown delay is cut to a multiple of this; over 0.</summary>
    public TimeSpan Grain { get; init; } = new(1);

    /// <summary>A life of this length or more begins anew; null: none does.</summary>
    public TimeSpan? ForgivenAfter { get; init; }
}

/// <summary>The last delay, and how many there were in a row.</summary>
public record struct GrowingDelayState(long Delay, int Times);

/// <summary>
/// P6: each delay is longer than the one before, up to a cap; a long life begins anew, in those
/// that forgive. Sources: Docker restartmanager.go, Kubernetes backoff.go and backoff_utils.go, PM2
/// God.js, Pekko BackoffSupervisor, supervisord process.py, OpenRC, uWSGI emperor.c. (systemd's
/// interpolation is <see cref="SteppedDelay"/>: it has no memory but the count.)
/// </summary>
public sealed class GrowingDelay(GrowingDelayOptions options) : IRestartRule<GrowingDelayState>
{
    private readonly long _first = options.First.Ticks;
    private readonly long _cap = options.Cap.Ticks;
    private readonly long _step = options.Step.Ticks;
    private readonly long _grain = options.Grain.Ticks;
    private readonly long _times = options.Factor.Times;
    private readonly long _over = options.Factor.Over;
    private readonly long _forgivenAfter =
        options.ForgivenAfter is { } after ? after.Ticks : long.MaxValue;

    /// <inheritdoc/>
    public GrowingDelayState Initial => default;

    /// <summary>The delay after the present one.</summary>
    public GrowingDelayState Next(GrowingDelayState state) => state.Times == 0
        ? new GrowingDelayState(Math.Min(_first, _cap), 1)
        : new GrowingDelayState(
            Grown(state.Delay), Math.Min(state.Times, int.MaxValue - 1) + 1);

    /// <inheritdoc/>
    public RuleAnswer Judge(ref GrowingDelayState state, in EndedLife life, ulong draw)
    {
        bool isAnew = state.Times == 0 || life.Length.Ticks >= _forgivenAfter;
        state.Delay = isAnew ? Math.Min(_first, _cap) : Grown(state.Delay);
        state.Times = isAnew ? 1 : Math.Min(state.Times, int.MaxValue - 1) + 1;
        return RuleAnswer.After(state.Delay, state.Times);
    }

    private long Grown(long delay) => options.Growth switch
    {
        DelayGrowth.Geometric => Cut(
            delay > _cap / _times ? Scaled(delay) : Math.Min(_cap, delay * _times / _over)),
        DelayGrowth.Linear => Cut(delay >= _cap - _step ? _cap : delay + _step),
        DelayGrowth.SawTooth => delay < _cap ? delay + _step : delay / 2,
    };

    // A product that may not fit.
    private long Scaled(long delay) =>
        (long)Int128.Min(_cap, (Int128)delay * _times / _over);

    private long Cut(long delay) => _grain == 1 ? delay : delay / _grain * _grain;
}
