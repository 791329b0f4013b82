using Harness.Reference.Ports;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// Several of a kind, each checked for itself: of those that it goes wrong with, the first is told.
/// </summary>
internal sealed class FirstOf(IReadOnlyList<TimedChecker> parts) : TimedChecker
{
    internal override bool IsReached => parts.Any(part => part.IsReached);

    internal override Finding? Overdue(Instant now, int last, WorldState world)
    {
        foreach (TimedChecker part in parts)
        {
            if (part.Overdue(now, last, world) is { } late)
            {
                return late;
            }
        }

        return null;
    }

    internal override Finding? Before(TraceEvent happened, WorldState world)
    {
        foreach (TimedChecker part in parts)
        {
            if (part.Before(happened, world) is { } wrong)
            {
                return wrong;
            }
        }

        return null;
    }
}
