using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>"Squid must not serve corrupted data": integrity, as a client sees it.</summary>
internal sealed class EveryAnswerIsRight : IOracle
{
    public string Name => "every-answer-is-right";

    public string Claim => "No client is ever served by a life that a newer one has replaced.";

    public string ReachedWhen => "a client was served";

    public Finding Judge(RunView run)
    {
        bool isReached = false;
        foreach (ClientServed served in run.Events.OfType<ClientServed>())
        {
            isReached = true;
            if (!served.IsRight)
            {
                return Finding.Fail(
                    $"client {served.Client} was served by life {served.Incarnation} of"
                    + $" {served.Unit} beside a newer one", served.Index, served.Index);
            }
        }

        return isReached ? Finding.Pass : Finding.NotReached("no client was served");
    }
}
