using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>An exception that escapes from the supervisor is a bug, whatever else holds.</summary>
internal sealed class SupervisorDoesNotCrash : IFoldingOracle
{
    public string Name => "supervisor-does-not-crash";

    public string Claim => "No exception escapes from the supervisor.";

    public Vocabulary Vocabulary => Vocabulary.Acts;

    public string ReachedWhen => "a supervisor was started";

    public RunJudge Begin(RunView run) => new Judging(run);

    private sealed class Judging(RunView run) : RunJudge
    {
        internal override bool SeesEverything => true;

        internal override Finding? Before(TraceEvent happened, WorldState world) =>
            happened is SupervisorCrashed crash
                ? Finding.Fail($"{crash.Activity}: {crash.Error}", crash.Index, crash.Index)
                : null;

        internal override Finding AtEnd() =>
            run.Events.Any(happened => happened is SupervisorStarted)
                ? Finding.Pass
                : Finding.NotReached("no supervisor was started");
    }
}
