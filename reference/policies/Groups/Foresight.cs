using Harness.Reference.Ports;

namespace Harness.Reference.Policies.Groups;

/// <summary>What will come of acts whatever else happens.</summary>
public static class Foresight
{
    /// <summary>
    /// Whether all that is left to come of these acts is the end of the supervisor: some policies
    /// end their members first, one after the other.
    /// </summary>
    /// <param name="policy">The policy that has just given them; it is left as it is.</param>
    /// <param name="acts">The acts.</param>
    /// <param name="leaving">The members that are being ended already.</param>
    /// <param name="now">The time of the acts.</param>
    public static bool IsTheEnd(
        GroupPolicy policy, ValueList<GroupAct> acts, IEnumerable<int> leaving, Instant now)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var ending = new Queue<int>(leaving);
        GroupPolicy ahead = policy.Copy();
        while (true)
        {
            foreach (GroupAct act in acts)
            {
                switch (act.Verb)
                {
                    case GroupVerb.EndAll:
                        return true;
                    case GroupVerb.Start:
                        return false;
                    case GroupVerb.Stop:
                        ending.Enqueue(act.Member);
                        break;
                    case GroupVerb.Wait or GroupVerb.GiveUp or GroupVerb.Rest:
                        break;
                    default:
                        throw new InvalidOperationException($"unknown verb {act.Verb}");
                }
            }

            if (!ending.TryDequeue(out int gone))
            {
                return false;
            }

            acts = ahead.On(new GroupEvent(GroupEventKind.Exited, gone, ExitStatus.Code(0)), now);
        }
    }
}
