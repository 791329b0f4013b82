using Harness.Reference.Policies.Groups;

namespace Harness.Reference.Supervising;

/// <summary>Everything that a group's table can want done.</summary>
internal enum GroupOrderKind
{
    /// <summary>Forget the mail that waits: what was told before is in what runs now.</summary>
    ForgetMail,

    /// <summary>Tell the members whose they are.</summary>
    SeatMembers,

    /// <summary>Tell the members that they are nobody's.</summary>
    UnseatMembers,

    /// <summary>Put on record that it has begun.</summary>
    LogBegun,

    /// <summary>Begin with a fresh policy, as the options say.</summary>
    RenewPolicy,

    /// <summary>Tell the policy what happened, and do what it wants. Outcome: Decided.</summary>
    AskPolicy,

    /// <summary>Have a member run, or be down.</summary>
    OrderMember,

    /// <summary>Tell a member what is decided about it while it is down.</summary>
    ShowMember,

    /// <summary>Have whoever keeps the group see whether it is over.</summary>
    LookAgain,

    /// <summary>End the instance.</summary>
    EndInstance,
}

/// <summary>Something that is to be done, with what it is done to.</summary>
/// <param name="Kind">What.</param>
internal readonly record struct GroupOrder(GroupOrderKind Kind)
{
    /// <summary>What the policy wants of a member. Of OrderMember and ShowMember.</summary>
    public GroupAct Act { get; init; }

    /// <summary>What happened. Of AskPolicy.</summary>
    public GroupMail Mail { get; init; }

    /// <summary>How many members run. Of LogBegun.</summary>
    public int Running { get; init; }
}

/// <summary>What a group's table answers: either something, or why nothing.</summary>
/// <param name="State">The new state.</param>
/// <param name="Orders">What is to be done, in order; only the last may have an outcome.</param>
/// <param name="Because">Why nothing is done and nothing is changed.</param>
internal readonly record struct GroupReaction(
    GroupState State, ValueList<GroupOrder> Orders, Ignored Because);
