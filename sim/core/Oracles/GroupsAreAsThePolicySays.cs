using Harness.Reference.Ports;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// "If needed, this code should be made smarter and/or configurable" (Squid): what is configured is
/// the rule of another supervisor over several workers, and that rule is what is obeyed.
/// </summary>
internal sealed class GroupsAreAsThePolicySays : IFoldingOracle
{
    public string Name => "groups-are-as-the-policy-says";

    public string Claim =>
        "A member of a group is started, ended, given up or done when the group's policy says so,"
        + " not before and soon after, and so is the instance ended.";

    public Vocabulary Vocabulary => Vocabulary.Words;

    public string ReachedWhen => "a member of a group ended, and the group's policy decided";

    public RunJudge Begin(RunView run)
    {
        Scenario scenario = run.Scenario;

        // Where it can be changed nobody knows which is in force.
        GroupModel[] groups = scenario.Configs.Count == 0
            ? [.. scenario.Groups.Select(group => new GroupModel(group))]
            : [];
        return groups.Length > 0 ? new Judging(groups) : new SettledJudge(None);
    }

    private static Finding None => Finding.NotReached("no policy of a group decided");

    /// <summary>Of several groups that it goes wrong with, the first one is told.</summary>
    private sealed class Judging(GroupModel[] groups) : TimedJudge
    {
        internal override Finding? Overdue(Instant now, int last, WorldState world)
        {
            foreach (GroupModel group in groups)
            {
                if (group.Overdue(now, last, world) is { } late)
                {
                    return late;
                }
            }

            return null;
        }

        internal override Finding? Before(TraceEvent happened, WorldState world)
        {
            foreach (GroupModel group in groups)
            {
                if (group.See(happened, world) is { } wrong)
                {
                    return wrong;
                }
            }

            return null;
        }

        internal override Finding AtEnd() =>
            Array.Exists(groups, group => group.IsReached) ? Finding.Pass : None;
    }
}
