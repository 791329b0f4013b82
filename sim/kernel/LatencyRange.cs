namespace Harness.Sim.Kernel;

/// <summary>From how long to how long something takes, both included.</summary>
public readonly record struct LatencyRange
{
    /// <summary>It takes no time.</summary>
    public static readonly LatencyRange None;

    /// <summary>A range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// Negative, or the least is over the most.
    /// </exception>
    public LatencyRange(TimeSpan least, TimeSpan most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(least, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, least);
        Least = least;
        Most = most;
    }

    /// <summary>The least time.</summary>
    public TimeSpan Least { get; }

    /// <summary>The most time.</summary>
    public TimeSpan Most { get; }

    /// <summary>Whether it can take any time at all.</summary>
    public bool IsNone => Most == TimeSpan.Zero;

    /// <summary>Always exactly this long.</summary>
    public static LatencyRange Exactly(TimeSpan time) => new(time, time);
}
