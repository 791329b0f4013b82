using Harness.Reference.Ports;

namespace Harness.Reference.Policies;

/// <summary>
/// How coarse the clock of the supervisor that is modelled is: its granularity, apart from its
/// rules.
/// </summary>
/// <param name="ClockPhase">
/// What is added to the monotonic time before it is cut to whole seconds, by policies that count
/// whole seconds; 0 to 1 s, the end not included.
/// </param>
/// <param name="IsRealistic">
/// Whether timers are as late, and waits as long, as the real one's: by its ticks, polls, slack and
/// jitter, drawn from what each step is handed. If not, timers are exact and jitter is at its
/// least.
/// </param>
public readonly record struct PolicyTiming(TimeSpan ClockPhase, bool IsRealistic)
{
    /// <summary>Exact timers, whole seconds from 0, no jitter.</summary>
    public static readonly PolicyTiming Ideal;

    /// <summary>The number of the whole second that this point is in.</summary>
    public long SecondOf(Instant at) => (at.Ticks + ClockPhase.Ticks) / TimeSpan.TicksPerSecond;

    /// <summary>The first point of a whole second, by its number.</summary>
    public Instant BeginOf(long second) =>
        new(second * TimeSpan.TicksPerSecond - ClockPhase.Ticks);
}
