using Harness.Reference.Options;
using Harness.Reference.Policies;
using Harness.Reference.Policies.Options;
using Harness.Reference.Ports;
using Harness.Reference.Supervising;

namespace Harness.Sim.Running.Mutants;

/// <summary>Mutants of what is done about the policies of other supervisors.</summary>
internal static class PolicyMutants
{
    private const string Oracle = "restarts-are-as-the-policy-says";

    internal static IReadOnlyList<Mutant> All { get; } =
    [
        new("restarts-at-once", "a worker is started again at once, whatever its policy says",
            Oracle, () => new RestartsAtOnce()),
        new("never-gives-up", "what a policy gives up, rests or ends all for is started again",
            Oracle, () => new Changed(decision =>
                decision.IsFinal ? new(RestartVerb.Start) : decision)),
        new("lets-time-limits-pass", "a worker that has used up its time is not ended",
            Oracle, () => new Changed(decision =>
                decision.Verb == RestartVerb.End ? RestartDecision.Nothing : decision)),
    ];

    private static bool IsLike(WorkerOptions worker) =>
        worker.Policy is LikeOptions;

    private sealed class RestartsAtOnce : SupervisorRules
    {
        public override WorkerPolicy PolicyFor(WorkerOptions worker) => IsLike(worker)
            ? new AlwaysOptions(TimeSpan.Zero).Make()
            : worker.Policy.Make();
    }

    private sealed class Changed(Func<RestartDecision, RestartDecision> change) : SupervisorRules
    {
        public override WorkerPolicy PolicyFor(WorkerOptions worker) => IsLike(worker)
            ? new OtherDecisions(worker.Policy.Make(), change)
            : worker.Policy.Make();
    }

    private sealed class OtherDecisions(
        WorkerPolicy policy, Func<RestartDecision, RestartDecision> change) : WorkerPolicy
    {
        public override RestartDecision On(PolicyEvent happened, Instant now, ulong draw)
        {
            RestartDecision decision = change(policy.On(happened, now, draw));
            NextWake = policy.NextWake;
            return decision;
        }

        public override WorkerPolicy Copy() =>
            new OtherDecisions(policy.Copy(), change) { NextWake = NextWake };
    }
}
