namespace Harness.Reference.Policies.Groups;

/// <summary>Where a member of a group is.</summary>
public enum MemberPhase
{
    /// <summary>It has no process.</summary>
    Down,

    /// <summary>It is being started.</summary>
    Starting,

    /// <summary>It runs.</summary>
    Up,

    /// <summary>It was told to end.</summary>
    Stopping,

    /// <summary>It has no process, and is started again at its time.</summary>
    Waiting,
}
