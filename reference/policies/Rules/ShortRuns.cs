using Harness.Reference.Policies.Lives;
using Harness.Reference.Ports;

namespace Harness.Reference.Policies.Rules;

/// <summary>The numbers of <see cref="ShortRuns"/>.</summary>
public sealed record ShortRunsOptions
{
    /// <summary>How many short lives in a row are borne; 0 or more.</summary>
    public required int Limit { get; init; }

    /// <summary>A life shorter than this is short; 0 or more.</summary>
    public required TimeSpan ShortLife { get; init; }

    /// <summary>
    /// Whether a life is measured as the difference of two times that are cut to whole seconds
    /// (Squid), so that the same life can be short or long.
    /// </summary>
    public bool CountsSeconds { get; init; }

    /// <summary>Where whole seconds begin.</summary>
    public PolicyTiming Timing { get; init; }
}

/// <summary>Short lives in a row.</summary>
public record struct ShortRunsState(int Count);

/// <summary>
/// P5: short lives in a row are counted, a long one forgets them; more than the limit are refused.
/// Sources: Squid src/ipc/Kid.cc, supervisord process.py, PM2 God.js.
/// </summary>
public sealed class ShortRuns(ShortRunsOptions options) : IRestartRule<ShortRunsState>
{
    private readonly long _short = options.ShortLife.Ticks
        / (options.CountsSeconds ? TimeSpan.TicksPerSecond : 1);

    /// <inheritdoc/>
    public ShortRunsState Initial => default;

    /// <summary>Whether a life of that begin and end is short.</summary>
    public bool IsShort(Instant startedAt, Instant endedAt) => options.CountsSeconds
        ? options.Timing.SecondOf(endedAt) - options.Timing.SecondOf(startedAt) < _short
        : (endedAt - startedAt).Ticks < _short;

    /// <inheritdoc/>
    public RuleAnswer Judge(ref ShortRunsState state, in EndedLife life, ulong draw)
    {
        state.Count = IsShort(life.StartedAt, life.EndedAt)
            ? Math.Min(state.Count, int.MaxValue - 1) + 1
            : 0;
        return RuleAnswer.Of(state.Count <= options.Limit, state.Count, options.Limit);
    }
}
