using Harness.Reference.Ports;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// "Before the actual change though, watchdog should be manually invoked." (Knot)
/// </summary>
internal sealed class TheWatchdogLooksBeforeAChange(Scenario scenario) : Checker
{
    // A process gives its last sign up to this long before it hangs, or a look is under way.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(2);

    internal static Oracle Oracle { get; } = new(
        "the-watchdog-looks-before-a-change", Vocabulary.Words,
        run => new TheWatchdogLooksBeforeAChange(run.Scenario))
    {
        Claim = "Between the beginning of a change and its first act, everything that runs was"
            + " listed, and what was found was treated.",
        ReachedWhen = "a change came to its first act",
        Unreached = "no change came to its first act",
    };

    private readonly Dictionary<SeenProcess, Instant> _hungSince = [];
    private SeenProcess[] _ill = []; // silent for too long when the change began
    private int _began = -1;
    private long _request = -1;
    private int _asked = -1;
    private bool _hasLooked;

    internal override EventGroups Reads => EventGroups.Others | EventGroups.Calls;

    internal override Finding? After(TraceEvent happened, WorldState world)
    {
        switch (happened)
        {
            case ProcessHung hung when world.Find(hung.Unit, hung.Incarnation) is { } process:
                _hungSince[process] = hung.At;
                return null;
            case Logged { Code: LogCode.ChangeBegun } begun:
                (_began, _request, _hasLooked) = (happened.Index, begun.First, false);
                _ill = [.. world.Living.Where(process => IsSilent(process, happened.At))];
                return null;
            case PortCalled { Operation: "list", Subject: "" } list when _began >= 0:
                _asked = list.Number;
                return null;
            case PortAnswered answered when answered.Number == _asked:
                _hasLooked = true;
                return null;
            case RequestAnswered answered when answered.Id != _request:
                return null; // another one's
            case SupervisorStarted or RequestAnswered or Logged { Code: LogCode.ChangeOver }:
                (_began, _asked) = (-1, -1);
                return null;
            case ProcessStarted { Role: not UnitRole.Worker } first when _began >= 0:
                return Acts(first, world);
            default:
                return null;
        }
    }

    private Finding? Acts(ProcessStarted first, WorldState world)
    {
        IsReached = true;
        if (!_hasLooked)
        {
            return Finding.Fail(
                $"{first.Unit} was started for a change, and nobody had looked at what"
                + " runs", _began, first.Index);
        }

        if (Array.Find(_ill, process => process.IsHung
            && world.Living.Contains(process)) is { } left)
        {
            return Finding.Fail(
                $"{left.Unit} had been silent for too long when the change began, and"
                + $" still was when {first.Unit} was started for it", _began, first.Index);
        }

        _began = -1;
        return null;
    }

    private bool IsSilent(SeenProcess process, Instant now)
    {
        TimeSpan? patience = scenario.WorkerOf(process.Unit)?.SilentAfter + Margin;
        return process is { IsWorker: true, IsReady: true, IsHung: true }
            && now - _hungSince[process] > patience;
    }
}
