using Harness.Properties.Machine;
using Harness.Reference.Ports;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;
using static Harness.Properties.Oracles.Story;
using static Harness.Sim.Oracles.Verdict;

namespace Harness.Properties.Oracles;

/// <summary>Stories about who waits for an answer, and what is done meanwhile.</summary>
internal static class RequestStories
{
    private const string Answered = "every-request-is-answered";

    // 2 x 30 s of readiness, 2 s of canary, 2 workers of 10 + 30 s each, and 60 s.
    private const double PerChange = 202;

    internal static IEnumerable<Judgement> All => AboutTime;

    private static RequestArrived Asks(ControlVerb verb, long id = 1) => new(id, verb, false);

    private static RequestAnswered Told(long id = 1) => new(id, ControlResult.Accepted);

    private static Story Begun(double? until = null) =>
        new Story { Until = until }.Then(0, Up(), Running);

    private static IEnumerable<Judgement> AboutTime =>
    [
        new(Answered, Pass, "a look at the workers is answered after 30 s",
            Begun().Then(10, Asks(ControlVerb.Status)).Then(40, Told())),
        new(Answered, Fail, "a look at the workers is answered after more than 30 s",
            Begun().Then(10, Asks(ControlVerb.Status)).Then(40.001, Told())),
        new(Answered, Fail, "a request to stop is heard by nobody until the run ends",
            Begun(until: 40.001).Then(10, Asks(ControlVerb.Stop))),
        new(Answered, Pass, "the run ends before a reset is late",
            Begun(until: 40).Then(10, Asks(ControlVerb.Reset))),
        new(Answered, Pass, "a supervisor that is held still answers nobody",
            Begun().Then(10, Asks(ControlVerb.Status), new SupervisorStalled(false))
                .Then(100, new SupervisorStalled(true)).Then(129, Told())),
        new(Answered, Pass, "a change takes as long as its rollout and the way back",
            Begun(until: 10 + PerChange).Then(10, Asks(ControlVerb.Change))),
        new(Answered, Fail, "a change takes longer than its rollout and the way back",
            Begun(until: 10.001 + PerChange).Then(10, Asks(ControlVerb.Change))),
        new(Answered, Pass, "the second change waits for the first one, which nobody waits for",
            Begun().Then(10, Asks(ControlVerb.Change), new RequestWithdrawn(1),
                Asks(ControlVerb.Reload, 2)).Then(10 + (2 * PerChange), Told(2))),
        new(Answered, Fail, "the second change waits longer than for both",
            Begun().Then(10, Asks(ControlVerb.Change), new RequestWithdrawn(1),
                Asks(ControlVerb.Reload, 2)).Then(10.001 + (2 * PerChange), Told(2))),
    ];
}
