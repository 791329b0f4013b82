using Harness.Reference.Policies.Rules;

namespace Harness.Reference.Policies.Groups;

/// <summary>What a supervisor of OTP knows of a child.</summary>
public enum OtpChild
{
    /// <summary>In the list, without a process.</summary>
    Undefined,

    /// <summary>It is being started.</summary>
    Starting,

    /// <summary>It runs.</summary>
    Up,

    /// <summary>It was told to end.</summary>
    Stopping,

    /// <summary>It has ended, and the supervisor has not yet come to that.</summary>
    Dead,

    /// <summary>Its start failed while it was restarted, and is to be tried again.</summary>
    Restarting,

    /// <summary>It is in the list no more.</summary>
    Removed,
}

/// <summary>What a supervisor of OTP is busy with.</summary>
public enum OtpWork
{
    /// <summary>Nothing: it takes the next message.</summary>
    Idle,

    /// <summary>The first starts of all children.</summary>
    Beginning,

    /// <summary>Ending children that are to be started again.</summary>
    Terminating,

    /// <summary>Starting children.</summary>
    Starting,

    /// <summary>Ending all children, and then itself.</summary>
    Ending,

    /// <summary>It has ended, or has not begun.</summary>
    Over,
}

/// <summary>A message that the supervisor has not come to yet.</summary>
/// <param name="Child">Of which child; -1: a person asks for the end.</param>
/// <param name="IsRetry">Whether a failed start is to be tried again.</param>
/// <param name="IsNormal">Whether it ended normally.</param>
public readonly record struct OtpMail(int Child, bool IsRetry, bool IsNormal);

/// <summary>What a supervisor of OTP remembers.</summary>
public readonly record struct OtpSupervisorState
{
    /// <summary>The restarts of all children.</summary>
    public SlidingLogState Log { get; init; }

    /// <summary>The children, in start order.</summary>
    public ValueList<OtpChild> Children { get; init; }

    /// <summary>Messages, oldest first.</summary>
    public ValueList<OtpMail> Mail { get; init; }

    /// <summary>What it is busy with.</summary>
    public OtpWork Work { get; init; }

    /// <summary>The child that it is busy with.</summary>
    public int At { get; init; }

    /// <summary>The first child of the work.</summary>
    public int First { get; init; }

    /// <summary>The last child of the work.</summary>
    public int Last { get; init; }

    /// <summary>The child that the work is for.</summary>
    public int Culprit { get; init; }

    /// <summary>Why the work is done.</summary>
    public RestartReason Because { get; init; }

    /// <summary>How many restarts were counted when it began.</summary>
    public long Count { get; init; }
}
