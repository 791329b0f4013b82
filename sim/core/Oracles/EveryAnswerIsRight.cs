using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>"Squid must not serve corrupted data": integrity, as a client sees it.</summary>
internal sealed class EveryAnswerIsRight : IFoldingOracle
{
    public string Name => "every-answer-is-right";

    public string Claim => "No client is ever served by a life that a newer one has replaced.";

    public Vocabulary Vocabulary => Vocabulary.Acts;

    public string ReachedWhen => "a client was served";

    public RunJudge Begin(RunView run) => new Judging();

    private sealed class Judging : RunJudge
    {
        private bool _isReached;

        internal override EventGroups Reads => EventGroups.Clients;

        internal override Finding? Before(TraceEvent happened, WorldState world)
        {
            if (happened is not ClientServed served)
            {
                return null;
            }

            _isReached = true;
            return served.IsRight
                ? null
                : Finding.Fail(
                    $"client {served.Client} was served by life {served.Incarnation} of"
                    + $" {served.Unit} beside a newer one", served.Index, served.Index);
        }

        internal override Finding AtEnd() =>
            _isReached ? Finding.Pass : Finding.NotReached("no client was served");
    }
}
