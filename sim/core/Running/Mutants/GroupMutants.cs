using Harness.Reference.Options;
using Harness.Reference.Policies;
using Harness.Reference.Policies.Groups;
using Harness.Reference.Policies.Options;
using Harness.Reference.Ports;
using Harness.Reference.Supervising;

namespace Harness.Sim.Running.Mutants;

/// <summary>Mutants of what is done about the policy of a group.</summary>
internal static class GroupMutants
{
    private const string Oracle = "groups-are-as-the-policy-says";

    internal static IReadOnlyList<Mutant> All { get; } =
    [
        new("members-restart-by-themselves",
            "the keeper of a member starts it again at once, whatever its group says",
            Oracle, () => new ByThemselves()),
        new("siblings-are-left-alone", "what a group's policy wants ended is not ended",
            Oracle, () => new LeftAlone()),
        new("groups-end-nothing", "a group's policy that ends the supervisor is not heeded",
            Oracle, () => new EndsNothing()),
    ];

    private sealed class ByThemselves : SupervisorRules
    {
        public override WorkerPolicy PolicyFor(WorkerOptions worker) =>
            worker.Policy is MemberOptions
                ? new AlwaysOptions(TimeSpan.Zero).Make()
                : worker.Policy.Make();
    }

    private sealed class LeftAlone : SupervisorRules
    {
        public override GroupPolicy GroupPolicyFor(GroupOptions group) =>
            new WithoutStops(group.Make());
    }

    private sealed class EndsNothing : SupervisorRules
    {
        public override bool EndsWithGroup(
            GroupPolicy policy, ValueList<GroupAct> acts, IEnumerable<int> leaving, Instant now) =>
            false;
    }

    private sealed class WithoutStops(GroupPolicy policy) : GroupPolicy
    {
        public override int Members => policy.Members;

        public override ValueList<GroupAct> On(GroupEvent happened, Instant now, ulong draw)
        {
            ValueList<GroupAct> acts = policy.On(happened, now, draw);
            NextWake = policy.NextWake;
            return [.. acts.Where(act => act.Verb != GroupVerb.Stop)];
        }

        public override GroupPolicy Copy() =>
            new WithoutStops(policy.Copy()) { NextWake = NextWake };
    }
}
