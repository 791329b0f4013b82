using Harness.Reference.Policies.Options;

namespace Harness.Sim.Oracles;

/// <summary>
/// "If needed, this code should be made smarter and/or configurable" (Squid): what is configured is
/// the rule of another supervisor, and that rule is what is obeyed.
/// </summary>
internal static class RestartsAreAsThePolicySays
{
    // Where it can be changed nobody knows which is in force; a service manager has its own.
    internal static Oracle Oracle { get; } = new(
        "restarts-are-as-the-policy-says", Vocabulary.Words,
        run => run.Scenario.Services is null && run.Scenario.Configs.Count == 0
            ? new FirstOf([.. run.Scenario.Workers.Where(worker => worker.Policy is LikeOptions)
                .Select(worker => new PolicyModel(worker, run.Scenario.Supervisor.WatchdogEvery))])
            : null)
    {
        Claim = "A worker under the policy of another supervisor is started again, given up or done"
            + " when that policy says so, not before and soon after, and so is the instance ended.",
        ReachedWhen = "a worker under the policy of another supervisor ended, and its policy"
            + " decided about it",
        Unreached = "no policy of another supervisor decided",
    };
}
