using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>The incidents' SINGLE: at most one live instance per slot.</summary>
internal sealed class NoSlotRunsTwice : IFoldingOracle
{
    public string Name => "no-slot-runs-twice";

    public string Claim => "A worker never has two living processes.";

    public Vocabulary Vocabulary => Vocabulary.Acts;

    public string ReachedWhen =>
        "a worker was started again, or a later life of the supervisor found one running";

    public RunJudge Begin(RunView run) => new Judging();

    private sealed class Judging : RunJudge
    {
        private bool _isReached;

        internal override Finding? Before(TraceEvent happened, WorldState world)
        {
            if (happened is ProcessStarted started)
            {
                _isReached |= started.Incarnation > 1;
                if (world.Of(started.Unit).FirstOrDefault() is { } other)
                {
                    return Finding.Fail(
                        $"{started.Unit} (life {started.Incarnation}) was started while its life"
                        + $" {other.Start.Incarnation} was running",
                        other.Start.Index, happened.Index);
                }
            }

            _isReached |= happened is SupervisorStarted { Incarnation: > 1 }
                && world.Living.Count > 0;
            return null;
        }

        internal override Finding AtEnd() =>
            _isReached ? Finding.Pass : Finding.NotReached("nothing was ever started again");
    }
}
