using Harness.Reference.Ports;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// One oracle on its way through one run: it is handed the events in their order, and the world
/// that all oracles share, and keeps what it needs besides. The first thing that it finds is final.
/// </summary>
internal abstract class Checker
{
    /// <summary>
    /// What it is handed. It must find the same if it is handed every event: a test does that.
    /// </summary>
    internal virtual EventGroups Reads => EventGroups.Others;

    /// <summary>
    /// Whether it is told of <see cref="RunView.Everything"/>, and not of one supervisor at a time.
    /// </summary>
    internal virtual bool SeesEverything => false;

    /// <summary>What it finds wrong, with the world as it was before the event.</summary>
    internal virtual Finding? Before(TraceEvent happened, WorldState world) => null;

    /// <summary>What it finds wrong, with the world as it is after the event.</summary>
    internal virtual Finding? After(TraceEvent happened, WorldState world) => null;

    /// <summary>
    /// Whether its situation arose: then a run in which it finds nothing wrong is a pass.
    /// </summary>
    internal virtual bool IsReached { get; private protected set; }

    /// <summary>What it finds when the run is over; null if nothing is wrong.</summary>
    internal virtual Finding? AtEnd() => null;
}

/// <summary>
/// A checker of something that must be done in time. Time passes at every event, so it is asked at
/// every one, whatever it reads, and once more at the end of the run.
/// </summary>
internal abstract class TimedChecker : Checker
{
    /// <summary>What is overdue now; null if nothing is.</summary>
    /// <param name="now">The time of the next event, or of the end.</param>
    /// <param name="last">The place of the next event, or of the last one.</param>
    /// <param name="world">The world before that event.</param>
    internal abstract Finding? Overdue(Instant now, int last, WorldState world);
}
