using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>An exception that escapes from the supervisor is a bug, whatever else holds.</summary>
internal sealed class SupervisorDoesNotCrash : IOracle
{
    public string Name => "supervisor-does-not-crash";

    public string Claim => "No exception escapes from the supervisor.";

    public string ReachedWhen => "a supervisor was started";

    public Finding Judge(RunView run)
    {
        SupervisorCrashed? crash = run.Everything.OfType<SupervisorCrashed>().FirstOrDefault();
        return crash is not null
            ? Finding.Fail($"{crash.Activity}: {crash.Error}", crash.Index, crash.Index)
            : run.Events.Any(happened => happened is SupervisorStarted)
                ? Finding.Pass
                : Finding.NotReached("no supervisor was started");
    }
}
