namespace Harness.Sim.Oracles;

/// <summary>
/// "If needed, this code should be made smarter and/or configurable" (Squid): what is configured is
/// the rule of another supervisor over several workers, and that rule is what is obeyed.
/// </summary>
internal static class GroupsAreAsThePolicySays
{
    // Where it can be changed nobody knows which is in force.
    internal static Oracle Oracle { get; } = new(
        "groups-are-as-the-policy-says", Vocabulary.Words,
        run => run.Scenario.Configs.Count == 0
            ? new FirstOf([.. run.Scenario.Groups.Select(group => new GroupModel(group))])
            : null)
    {
        Claim = "A member of a group is started, ended, given up or done when the group's policy"
            + " says so, not before and soon after, and so is the instance ended.",
        ReachedWhen = "a member of a group ended, and the group's policy decided",
        Unreached = "no policy of a group decided",
    };
}
