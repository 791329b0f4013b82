using Harness.Reference.Ports;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>The incidents' SHUTDOWN: it ends by the deadline, whatever the workers do.</summary>
internal sealed class ShutdownIsBounded(TimeSpan bound) : TimedChecker
{
    // Settling, then the bound, then the killing.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(15);

    internal static Oracle Oracle { get; } = new(
        "shutdown-is-bounded", Vocabulary.Acts,
        run => new ShutdownIsBounded(run.Scenario.Supervisor.StopWithin + Margin))
    {
        Claim = "A supervisor that was asked to stop is gone within its bound.",
        ReachedWhen = "a supervisor was asked to stop, and ended or had the time to",
        Unreached = "no supervisor was asked to stop",
    };

    private readonly Deadlines<ControlVerb> _asked = new(late =>
        $"the supervisor was asked to stop, and is there {late.Bound.TotalSeconds} s later");

    internal override Finding? Overdue(Instant now, int last, WorldState world) =>
        _asked.Late(now, last, world);

    internal override Finding? After(TraceEvent happened, WorldState world)
    {
        switch (happened)
        {
            case RequestArrived { Verb: ControlVerb.Stop } stop:
                _asked.TryBegin(stop.Verb, stop, world, bound);
                break;
            case SupervisorExited:
                IsReached |= _asked.End(ControlVerb.Stop);
                break;
            case SupervisorKilled or SupervisorCrashed:
                _asked.Clear();
                break;
            default:
                break;
        }

        return null;
    }
}
