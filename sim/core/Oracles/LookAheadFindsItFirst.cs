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

    private readonly Deadlines<Instability> _there = new(
        late => $"a change was asked for, and that it would fail ({late.What}) was not on record",
        Comparer<Instability>.Default);

    private readonly HashSet<Instability> _found = [];

    internal override Finding? After(TraceEvent happened, WorldState world)
    {
        switch (happened)
        {
            case FilesTroubled { Operation: FileOperation.Write } files:
                Change(Instability.Unwritable, files.IsOver, files, world, look + ProbeEvery);
                break;
            case ServicesTroubled { Trouble: not ServiceTrouble.DropWatch } services:
                Change(Instability.Unreachable, services.IsOver, services, world,
                    look + CallWithin);
                break;
            case SupervisorStarted: // every life looks for itself
                _there.Restart(world);
                _found.Clear();
                break;
            case Logged { Code: LogCode.InstabilityFound or LogCode.AheadFound } told
                when _there.Has((Instability)told.First):
                _found.Add((Instability)told.First);
                break;
            case RequestArrived { Verb: ControlVerb.Change or ControlVerb.Reload }
                when world.Phase == LifePhase.Running:
                IsReached |= _there.Late(happened.At, happened.Index, world) is not null;
                return _there.Late(happened.At, happened.Index, world, _found.Contains);
            default:
                break;
        }

        return null;
    }

    private void Change(
        Instability kind, bool isOver, TraceEvent happened, WorldState world, TimeSpan within)
    {
        if (isOver)
        {
            _there.End(kind);
            _found.Remove(kind);
        }
        else
        {
            _there.TryBegin(kind, happened, world, within);
        }
    }
}
