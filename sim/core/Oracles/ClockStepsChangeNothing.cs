using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// The incidents' CLOCK, as a relation between two traces: with and without its clock steps a run
/// has the same actions at the same monotonic times.
/// </summary>
internal sealed class ClockStepsChangeNothing(RunView run) : Checker
{
    internal static Oracle Oracle { get; } = new(
        "clock-steps-change-nothing", Vocabulary.Acts, run => new ClockStepsChangeNothing(run))
    {
        Claim = "Stepping the wall clock changes no action of the supervisor and no monotonic time"
            + " of one.",
        ReachedWhen = "the wall clock was stepped while a supervisor was running",
        Unreached = "the wall clock was not stepped beside a running supervisor",
    };

    internal override Finding? Before(TraceEvent happened, WorldState world)
    {
        IsReached |= run.Twin is not null && world.IsUp && happened
            is WallStepped { By.Ticks: not 0 } or MachineSuspended { For.Ticks: not 0 };
        return null;
    }

    internal override Finding? AtEnd() => IsReached && run.Twin is { } twin
        ? Compare([.. run.Events.Where(IsAction)], [.. twin.Where(IsAction)])
        : null;

    private Finding? Compare(TraceEvent[] stepped, TraceEvent[] straight)
    {
        for (int i = 0; i < Math.Min(stepped.Length, straight.Length); i++)
        {
            if (!SameAction(stepped[i], straight[i]))
            {
                return Finding.Fail(
                    $"action {i} at {stepped[i].At} is another one at {straight[i].At} without"
                    + " the clock steps", stepped[i].Index, stepped[i].Index);
            }
        }

        return stepped.Length == straight.Length
            ? null
            : Finding.Fail(
                $"there are {stepped.Length} actions, and {straight.Length} without"
                + " the clock steps", run.LastEvent, run.LastEvent);
    }

    private static bool IsAction(TraceEvent happened) =>
        happened is not (WallStepped or MachineSuspended or FaultInjected or FaultMissed);

    // Two events are the same if all their fields but the place in the trace are.
    private static bool SameAction(TraceEvent left, TraceEvent right)
    {
        int index = right.Index;
        right.Index = left.Index;
        bool isSame = left == right;
        right.Index = index;
        return isSame;
    }
}
