using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>An exception that escapes from the supervisor is a bug, whatever else holds.</summary>
internal sealed class SupervisorDoesNotCrash(RunView run) : Checker
{
    internal static Oracle Oracle { get; } = new(
        "supervisor-does-not-crash", Vocabulary.Acts, run => new SupervisorDoesNotCrash(run))
    {
        Claim = "No exception escapes from the supervisor.",
        ReachedWhen = "a supervisor was started",
        Unreached = "no supervisor was started",
    };

    internal override bool SeesEverything => true;

    internal override bool IsReached => run.Events.Any(happened => happened is SupervisorStarted);

    internal override Finding? Before(TraceEvent happened, WorldState world) =>
        happened is SupervisorCrashed crash
            ? Finding.Fail($"{crash.Activity}: {crash.Error}", crash)
            : null;
}
