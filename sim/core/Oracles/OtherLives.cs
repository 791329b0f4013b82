using Harness.Reference.Ports;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// Supervisors that lived beside another one and never got the lock. What they do is judged
/// by one oracle; for all others it is not part of the story.
/// </summary>
internal static class OtherLives
{
    /// <summary>
    /// The same events without what those lives say and call. What they do to the machine stays.
    /// </summary>
    internal static IReadOnlyList<TraceEvent> LeftOut(IReadOnlyList<TraceEvent> events)
    {
        HashSet<int> others = Find(events);
        return others.Count == 0
            ? events
            : [.. events.Where(happened =>
                !others.Contains(happened.Life) || IsOfTheMachine(happened))];
    }

    private static HashSet<int> Find(IReadOnlyList<TraceEvent> events)
    {
        var living = new HashSet<int>();
        var others = new HashSet<int>();
        foreach (TraceEvent happened in events)
        {
            switch (happened)
            {
                case SupervisorStarted started:
                    if (living.Count > 0)
                    {
                        others.Add(started.Incarnation);
                    }

                    living.Add(started.Incarnation);
                    break;
                case LockAsked { Error: FileError.Locked } refused:
                    others.Add(refused.Life); // of two at once the first one may be the loser
                    break;
                case LockAsked { Error: FileError.None } taken:
                    others.Remove(taken.Life);
                    break;
                case SupervisorExited or SupervisorKilled or SupervisorCrashed:
                    living.Remove(happened.Life);
                    break;
                default:
                    break;
            }
        }

        return others;
    }

    private static bool IsOfTheMachine(TraceEvent happened) => happened is ProcessStarted
        or ProcessReady or ProcessExited or ProcessHung or ProcessReaped or StartRefused
        or SignalSent or StrangerSignalled or ConfigStored;
}
