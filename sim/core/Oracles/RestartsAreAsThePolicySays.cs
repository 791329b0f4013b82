using Harness.Reference.Policies.Options;
using Harness.Reference.Ports;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// "If needed, this code should be made smarter and/or configurable" (Squid): what is configured is
/// the rule of another supervisor, and that rule is what is obeyed.
/// </summary>
internal sealed class RestartsAreAsThePolicySays : IFoldingOracle
{
    public string Name => "restarts-are-as-the-policy-says";

    public string Claim =>
        "A worker under the policy of another supervisor is started again, given up or done when"
        + " that policy says so, not before and soon after, and so is the instance ended.";

    public Vocabulary Vocabulary => Vocabulary.Words;

    public string ReachedWhen =>
        "a worker under the policy of another supervisor ended, and its policy decided about it";

    public RunJudge Begin(RunView run)
    {
        Scenario scenario = run.Scenario;

        // Where it can be changed nobody knows which is in force; a service manager has its own.
        PolicyModel[] workers = scenario.Services is null && scenario.Configs.Count == 0
            ? [.. scenario.Workers.Where(worker => worker.Policy is LikeOptions)
                .Select(worker => new PolicyModel(worker, scenario.Supervisor.WatchdogEvery))]
            : [];
        return workers.Length > 0 ? new Judging(workers) : new SettledJudge(None);
    }

    private static Finding None => Finding.NotReached("no policy of another supervisor decided");

    /// <summary>Of several workers that it goes wrong with, the first one is told.</summary>
    private sealed class Judging(PolicyModel[] workers) : TimedJudge
    {
        internal override Finding? Overdue(Instant now, int last, WorldState world)
        {
            foreach (PolicyModel worker in workers)
            {
                if (worker.Overdue(now, last, world) is { } late)
                {
                    return late;
                }
            }

            return null;
        }

        internal override Finding? Before(TraceEvent happened, WorldState world)
        {
            foreach (PolicyModel worker in workers)
            {
                if (worker.See(happened, world) is { } wrong)
                {
                    return wrong;
                }
            }

            return null;
        }

        internal override Finding AtEnd() =>
            Array.Exists(workers, worker => worker.IsReached) ? Finding.Pass : None;
    }
}
