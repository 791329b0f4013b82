using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>The incidents' SINGLE: at most one live instance per slot.</summary>
internal sealed class NoSlotRunsTwice : IOracle
{
    public string Name => "no-slot-runs-twice";

    public string Claim => "A worker never has two living processes.";

    public string ReachedWhen =>
        "a worker was started again, or a later life of the supervisor found one running";

    public Finding Judge(RunView run)
    {
        var state = new WorldState();
        bool isReached = false;
        foreach (TraceEvent happened in run.Events)
        {
            if (happened is ProcessStarted started)
            {
                isReached |= started.Incarnation > 1;
                if (state.Of(started.Unit).FirstOrDefault() is { } other)
                {
                    return Finding.Fail(
                        $"{started.Unit} (life {started.Incarnation}) was started while its life"
                        + $" {other.Start.Incarnation} was running",
                        other.Start.Index, happened.Index);
                }
            }

            isReached |= happened is SupervisorStarted { Incarnation: > 1 }
                && state.Living.Count > 0;
            state.Apply(happened);
        }

        return isReached ? Finding.Pass : Finding.NotReached("nothing was ever started again");
    }
}
