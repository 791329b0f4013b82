using Harness.Reference.Ports;

namespace Harness.Reference.Policies.Groups;

/// <summary>What a group policy can be told.</summary>
public enum GroupEventKind
{
    /// <summary>The supervisor begins: nothing runs yet. Told once, first; of no member.</summary>
    Begin,

    /// <summary>A start that the policy asked for is done: a process of the member runs.</summary>
    Started,

    /// <summary>Its process said that it is ready; only some policies want to know.</summary>
    Ready,

    /// <summary>A start that the policy asked for failed: there is no process.</summary>
    StartFailed,

    /// <summary>The member's process is gone, whether or not a stop was asked for.</summary>
    Exited,

    /// <summary>A person asks the whole group to end; of no member.</summary>
    End,

    /// <summary>
    /// The time that the policy asked to be woken at has come, or some other time; of no member.
    /// </summary>
    Tick,
}

/// <summary>Something that happened in a group.</summary>
/// <param name="Kind">What.</param>
/// <param name="Member">To which member, from 0 in start order; 0 where it is of none.</param>
/// <param name="Exit">How it ended; counts for Exited only.</param>
public readonly record struct GroupEvent(
    GroupEventKind Kind, int Member = 0, ExitStatus Exit = default);
