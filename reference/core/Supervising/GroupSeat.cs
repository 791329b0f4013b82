namespace Harness.Reference.Supervising;

/// <summary>A member's place in its group.</summary>
/// <param name="Group">Where its group is told what happens to it.</param>
/// <param name="Member">Its number there.</param>
internal readonly record struct GroupSeat(IGroupMailbox Group, int Member);

/// <summary>What a member knows of its group: where to post.</summary>
internal interface IGroupMailbox
{
    /// <summary>Tells the group. It never waits.</summary>
    void Post(GroupMail mail);
}
