using Harness.Reference.Policies.Lives;

namespace Harness.Reference.Policies.Rules;

/// <summary>What a rule says of a life that is over, and its new state.</summary>
/// <param name="State">The rule's new state.</param>
/// <param name="IsAllowed">Whether there may be another life.</param>
/// <param name="Delay">From the end of the last one to the next; 0 or more.</param>
/// <param name="Count">How many are counted, this one included.</param>
/// <param name="Limit">How many are borne.</param>
public readonly record struct RuleStep<TState>(
    TState State, bool IsAllowed, TimeSpan Delay = default, long Count = 0, long Limit = 0)
    where TState : struct
{
    internal RuleStep(TState state, RuleAnswer answer)
        : this(state, answer.IsAllowed, answer.Delay, answer.Count, answer.Limit)
    {
    }

    /// <summary>Allowed is started at once, and refused is refused for good.</summary>
    public Verdict Judged(NativeWord native) => IsAllowed
        ? Verdict.Start(RestartReason.WithinLimit, Count, Limit)
        : Verdict.GiveUp(RestartReason.OverLimit, native, Count, Limit);
}

/// <summary>Rules as pure functions.</summary>
public static class RestartRules
{
    /// <summary>Counts a life that is over.</summary>
    public static RuleStep<TState> Ended<TState>(
        this IRestartRule<TState> rule, in TState state, in EndedLife life, ulong draw)
        where TState : struct
    {
        ArgumentNullException.ThrowIfNull(rule);
        TState next = state;
        RuleAnswer answer = rule.Judge(ref next, life, draw);
        return new(next, answer);
    }
}
