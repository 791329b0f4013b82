using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>"Squid must not serve corrupted data": integrity, as a client sees it.</summary>
internal sealed class EveryAnswerIsRight : Checker
{
    internal static Oracle Oracle { get; } = new(
        "every-answer-is-right", Vocabulary.Acts, _ => new EveryAnswerIsRight())
    {
        Claim = "No client is ever served by a life that a newer one has replaced.",
        ReachedWhen = "a client was served",
        Unreached = "no client was served",
    };

    internal override EventGroups Reads => EventGroups.Clients;

    internal override Finding? Before(TraceEvent happened, WorldState world)
    {
        if (happened is not ClientServed served)
        {
            return null;
        }

        IsReached = true;
        return served.IsRight
            ? null
            : Finding.Fail(
                $"client {served.Client} was served by life {served.Incarnation} of"
                + $" {served.Unit} beside a newer one", served);
    }
}
