using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>The incidents' SINGLE: at most one live instance per slot.</summary>
internal sealed class NoSlotRunsTwice : Checker
{
    internal static Oracle Oracle { get; } = new(
        "no-slot-runs-twice", Vocabulary.Acts, _ => new NoSlotRunsTwice())
    {
        Claim = "A worker never has two living processes.",
        ReachedWhen = "a worker was started again, or a later life of the supervisor found one"
            + " running",
        Unreached = "nothing was ever started again",
    };

    internal override Finding? Before(TraceEvent happened, WorldState world)
    {
        if (happened is ProcessStarted started)
        {
            IsReached |= started.Incarnation > 1;
            if (world.Of(started.Unit).FirstOrDefault() is { } other)
            {
                return Finding.Fail(
                    $"{started.Unit} (life {started.Incarnation}) was started while its life"
                    + $" {other.Start.Incarnation} was running", other.Start.Index, happened.Index);
            }
        }

        IsReached |= happened is SupervisorStarted { Incarnation: > 1 }
            && world.Living.Count > 0;
        return null;
    }
}
