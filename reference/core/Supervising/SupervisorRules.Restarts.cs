using Harness.Reference.Options;
using Harness.Reference.Policies;
using Harness.Reference.Policies.Groups;
using Harness.Reference.Ports;

namespace Harness.Reference.Supervising;

/// <content>What the policy of another supervisor means for this one.</content>
public partial class SupervisorRules
{
    /// <summary>
    /// Whether a worker that is not started again has failed. One that exited with 0, or with what
    /// its settings list as final, is done; one that ended badly and is not started again only
    /// because its settings start nothing again is lost, and so is one without which it cannot be.
    /// </summary>
    public virtual bool HasFailed(RestartDecision decision, ExitStatus lastExit) =>
        decision.Verb == RestartVerb.GiveUp
        || (decision is { Verb: RestartVerb.Rest, Because: RestartReason.NotRestarted }
            && lastExit is not { Kind: ExitKind.Code, Number: 0 })
        || decision is { Verb: RestartVerb.Rest, Because: RestartReason.Together };

    /// <summary>The policy of a group of workers.</summary>
    public virtual GroupPolicy GroupPolicyFor(GroupOptions group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return group.Make();
    }

    /// <summary>
    /// Whether a policy ends the whole instance. That of an optional worker does not: the service
    /// is whole without it, so it is given up.
    /// </summary>
    public virtual bool EndsInstance(RestartDecision decision, WorkerOptions worker)
    {
        ArgumentNullException.ThrowIfNull(worker);
        return decision.Verb == RestartVerb.EndAll && !worker.IsOptional;
    }

    /// <summary>
    /// Whether these acts of a group's policy end the instance: then the message comes before the
    /// first member is ended.
    /// </summary>
    public virtual bool EndsWithGroup(
        GroupPolicy policy, ValueList<GroupAct> acts, IEnumerable<int> leaving, Instant now) =>
        Foresight.IsTheEnd(policy, acts, leaving, now);
}
