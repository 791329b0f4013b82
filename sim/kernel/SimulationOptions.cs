namespace Harness.Sim.Kernel;

/// <summary>What of a run is kept besides its outcome.</summary>
public enum Recording
{
    /// <summary>Nothing: for measuring.</summary>
    None,

    /// <summary>The digest.</summary>
    Digest,

    /// <summary>The digest and the tape.</summary>
    Tape,
}

/// <summary>The bounds and costs of one run. Every value is valid once constructed.</summary>
public sealed record SimulationOptions
{
    /// <summary>Who chooses.</summary>
    public required Execution Execution { get; init; }

    /// <summary>
    /// What it chose for this run before the run began: the first choices on the tape.
    /// </summary>
    public IReadOnlyList<Choice> ChosenBefore { get; init; } = [];

    /// <summary>What is kept.</summary>
    public Recording Recording { get; init; } = Recording.Digest;

    /// <summary>Steps after which the run is ended as <see cref="Ending.StepBound"/>.</summary>
    public long StepBound { get; init; } = 5_000_000;

    /// <summary>
    /// Virtual time after which the run is ended as <see cref="Ending.TimeBound"/>.
    /// </summary>
    public TimeSpan TimeBound { get; init; } = TimeSpan.FromDays(400);

    /// <summary>
    /// By how many steps <see cref="LivelockBound"/> grows with each step beyond the first that was
    /// ready at once: what became ready together may go on for a while.
    /// </summary>
    internal const int LivelockBoundOfEach = 100;

    /// <summary>
    /// Steps in a row without time moving after which the run is a <see cref="Ending.Livelock"/>,
    /// if never more than one is ready. From half of it on, the oldest ready step runs next, so
    /// that an unlucky schedule is not one.
    /// </summary>
    public int LivelockBound { get; init; } = 100_000;

    /// <summary>
    /// The least and the most virtual time that a step takes; drawn if they differ.
    /// </summary>
    public LatencyRange StepCost { get; init; } = LatencyRange.None;

    /// <summary>How much too late a timer fires; drawn if the bounds differ.</summary>
    public LatencyRange TimerLateness { get; init; } = LatencyRange.None;

    /// <summary>
    /// Wall time at the start of the run: for people, and for what must not depend on it.
    /// </summary>
    public DateTimeOffset WallStart { get; init; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
}
