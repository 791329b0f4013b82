namespace Harness.Reference.Policies.Groups;

/// <content>Temporary children: one that is ended is in the list no more.</content>
public sealed partial class OtpSupervisor
{
    private OtpSupervisorState Forget(
        OtpSupervisorState state, int child, List<GroupAct> acts)
    {
        OtpChild to = Without(child);
        if (to == OtpChild.Removed && state.Children[child] != to
            && state.Work == OtpWork.Terminating)
        {
            acts.Add(new(GroupVerb.Rest, child, RestartReason.Together));
        }

        return Set(state, child, to);
    }

    private OtpChild Without(int child) => _options.Children[child] == OtpRestart.Temporary
        ? OtpChild.Removed
        : OtpChild.Undefined;
}
