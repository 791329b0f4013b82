using Harness.Reference.Ports;

namespace Harness.Reference.Policies.Groups;

/// <summary>What a group policy can want.</summary>
public enum GroupVerb
{
    /// <summary>Start the member now, and tell Started or StartFailed.</summary>
    Start,

    /// <summary>Stop the member now, and tell Exited when it is gone.</summary>
    Stop,

    /// <summary>The member is down until the policy says otherwise after its next wake.</summary>
    Wait,

    /// <summary>The member is not started again: it has failed.</summary>
    GiveUp,

    /// <summary>The member is not started again: it is done, or was left down on purpose.</summary>
    Rest,

    /// <summary>
    /// The supervisor itself ends; nothing of the group runs any more. Of no member. It is the last
    /// act of all.
    /// </summary>
    EndAll,
}

/// <summary>
/// An act as a value: what, on whom, why, and the numbers that the reason speaks of.
/// </summary>
/// <param name="Verb">What is to be done.</param>
/// <param name="Member">To which member, from 0 in start order; 0 where it is of none.</param>
/// <param name="Because">Why.</param>
/// <param name="Count">What the reason counts.</param>
/// <param name="Limit">How many of them are borne.</param>
public readonly record struct GroupAct(
    GroupVerb Verb, int Member, RestartReason Because, long Count = 0, long Limit = 0)
{
    /// <summary>The signal that a Stop begins with; by default SIGTERM.</summary>
    public Signal With { get; init; } = Signal.Term;

    /// <summary>How long a Stop is given before it is killed; null: no bound.</summary>
    public TimeSpan? Patience { get; init; }

    /// <summary>The modelled supervisor's own word; None where it has none.</summary>
    public NativeWord Native { get; init; }

    /// <summary>The same thing said of a single worker.</summary>
    public RestartDecision Decision => new(
        Verb switch
        {
            GroupVerb.Start => RestartVerb.Start,
            GroupVerb.Stop => RestartVerb.End,
            GroupVerb.Wait => RestartVerb.Wait,
            GroupVerb.GiveUp => RestartVerb.GiveUp,
            GroupVerb.Rest => RestartVerb.Rest,
            GroupVerb.EndAll => RestartVerb.EndAll,
        },
        Because,
        Count,
        Limit) { Native = Native };
}
