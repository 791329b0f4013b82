using Harness.Reference.Policies.Lives;

namespace Harness.Reference.Policies.Rules;

/// <summary>What a rule says of a life that is over.</summary>
/// <param name="State">The rule's new state.</param>
/// <param name="IsAllowed">Whether there may be another life.</param>
/// <param name="Delay">From the end of the last one to the next; 0 or more.</param>
/// <param name="Count">How many are counted, this one included.</param>
/// <param name="Limit">How many are borne.</param>
public readonly record struct RuleStep<TState>(
    TState State, bool IsAllowed, TimeSpan Delay = default, long Count = 0, long Limit = 0)
    where TState : struct;

/// <summary>
/// One of the seven rules that all restart policies are made of: whether there may be another life
/// after one that is over, and how much later. A pure function.
/// </summary>
/// <typeparam name="TState">Small, of integers, comparable.</typeparam>
public interface IRestartRule<TState>
    where TState : struct
{
    /// <summary>The state before anything has happened.</summary>
    TState Initial { get; }

    /// <summary>Counts a life that is over.</summary>
    RuleStep<TState> Ended(in TState state, in EndedLife life, ulong draw);
}
