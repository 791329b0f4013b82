using Harness.Reference.Ports;
using Harness.Reference.Supervising;
using Harness.Sim.Faults;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// "Additional to the errors mentioned above, we can sometimes detect, that future configuration
/// changes will fail." (Knot)
/// </summary>
internal sealed class LookAheadFindsItFirst(TimeSpan look) : Checker
{
    // How often the disk is probed, and what a call to a service manager may take (the defaults of
    // SupervisorOptions, which no scenario changes), and what an answer takes beyond that.
    private static readonly TimeSpan ProbeEvery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan CallWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(2);

    internal static Oracle Oracle { get; } = new(
        "look-ahead-finds-it-first", Vocabulary.Words,
        run => new LookAheadFindsItFirst(run.Scenario.Supervisor.WatchdogEvery + Margin))
    {
        Claim = "A condition under which a change would fail is on record before the next change"
            + " is asked for, if there was time for a look.",
        ReachedWhen = "a change or a reload was asked for while files could not be written or the"
            + " service manager did not answer, and there had been time for a look",
        Unreached = "nothing was in the way of a change that was asked for",
    };

    private readonly SortedDictionary<Instability, Condition> _there = [];

    internal override Finding? After(TraceEvent happened, WorldState world)
    {
        switch (happened)
        {
            case FilesTroubled { Operation: FileOperation.Write } files:
                Change(_there, Instability.Unwritable, files.IsOver, new Condition(
                    happened.Index, world.AbleFor, look + ProbeEvery));
                break;
            case ServicesTroubled { Trouble: not ServiceTrouble.DropWatch } services:
                Change(_there, Instability.Unreachable, services.IsOver, new Condition(
                    happened.Index, world.AbleFor, look + CallWithin));
                break;
            case SupervisorStarted: // every life looks for itself
                foreach ((Instability kind, Condition condition) in _there.ToArray())
                {
                    _there[kind] = condition with { Able = world.AbleFor, IsFound = false };
                }

                break;
            case Logged { Code: LogCode.InstabilityFound or LogCode.AheadFound } told
                when _there.TryGetValue((Instability)told.First, out Condition? found):
                _there[(Instability)told.First] = found with { IsFound = true };
                break;
            case RequestArrived { Verb: ControlVerb.Change or ControlVerb.Reload }
                when world.Phase == LifePhase.Running:
                return Asked(happened, world);
            default:
                break;
        }

        return null;
    }

    private Finding? Asked(TraceEvent request, WorldState world)
    {
        foreach ((Instability kind, Condition condition) in _there)
        {
            bool hadTime = world.AbleFor - condition.Able > condition.Within;
            IsReached |= hadTime;
            if (hadTime && !condition.IsFound)
            {
                return Finding.Fail(
                    $"a change was asked for, and that it would fail ({kind}) was not"
                    + " on record", condition.Since, request.Index);
            }
        }

        return null;
    }

    private static void Change(
        SortedDictionary<Instability, Condition> there, Instability kind, bool isOver,
        Condition condition)
    {
        if (isOver)
        {
            there.Remove(kind);
        }
        else
        {
            there.TryAdd(kind, condition);
        }
    }

    /// <summary>Since when, and in how much able time it must be found.</summary>
    private sealed record Condition(int Since, TimeSpan Able, TimeSpan Within)
    {
        internal bool IsFound { get; init; }
    }
}
