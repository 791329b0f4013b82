using Harness.Reference;
using Harness.Reference.Ports;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>The incidents' SHUTDOWN: it ends by the deadline, whatever the workers do.</summary>
internal sealed class ShutdownIsBounded : IOracle
{
    // Settling, then the bound, then the killing.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(15);

    public string Name => "shutdown-is-bounded";

    public string Claim => "A supervisor that was asked to stop is gone within its bound.";

    public string ReachedWhen => "a supervisor was asked to stop, and ended or had the time to";

    public Finding Judge(RunView run)
    {
        var state = new WorldState();
        TimeSpan bound = run.Scenario.Supervisor.StopWithin + Margin;
        (int Event, TimeSpan Able)? asked = null;
        bool isReached = false;
        foreach (TraceEvent happened in run.Events)
        {
            if (asked is { } open && state.AbleUntil(happened.At) - open.Able > bound)
            {
                return Late(open.Event, bound, happened.Index);
            }

            state.Apply(happened);
            switch (happened)
            {
                case RequestArrived { Verb: ControlVerb.Stop }:
                    asked ??= (happened.Index, state.AbleFor);
                    break;
                case SupervisorExited:
                    isReached |= asked is not null;
                    asked = null;
                    break;
                case SupervisorKilled or SupervisorCrashed:
                    asked = null;
                    break;
                default:
                    break;
            }
        }

        return asked is { } left && state.AbleUntil(run.EndedAt) - left.Able > bound
            ? Late(left.Event, bound, run.LastEvent)
            : isReached ? Finding.Pass : Finding.NotReached("no supervisor was asked to stop");
    }

    private static Finding Late(int asked, TimeSpan bound, int last) => Finding.Fail(
        $"the supervisor was asked to stop, and is there {bound.TotalSeconds} s later",
        asked, last);
}
