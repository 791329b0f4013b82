using Harness.Reference.Policies.Groups;

namespace Harness.Reference.Supervising;

/// <summary>Everything that a group's controller can hear.</summary>
internal enum GroupStimulusKind
{
    /// <summary>It is to begin, with what runs.</summary>
    Begin,

    /// <summary>It is no group any more; what was its own is somebody else's.</summary>
    Retire,

    /// <summary>Mail: of a member, or of whoever looks after all.</summary>
    Mail,

    /// <summary>The time has come that its policy wanted to be woken at.</summary>
    Wake,

    /// <summary>What its policy wants.</summary>
    Decided,
}

/// <summary>Something that a group's controller hears, with what it says.</summary>
/// <param name="Kind">What.</param>
internal readonly record struct GroupStimulus(GroupStimulusKind Kind)
{
    /// <summary>Of Mail.</summary>
    public GroupMail Mail { get; init; }

    /// <summary>What is due now, in order. Of Decided.</summary>
    public ValueList<GroupAct> Acts { get; init; }

    /// <summary>
    /// Whether all that is left to come of them is the end of the supervisor. Of Decided.
    /// </summary>
    public bool IsTheEnd { get; init; }
}
