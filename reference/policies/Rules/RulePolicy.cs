using Harness.Reference.Policies.Lives;

namespace Harness.Reference.Policies.Rules;

/// <summary>
/// A rule alone as a restart policy: whatever ends is started again while the rule allows it, after
/// the rule's delay; what it refuses is given up. A person's start and reset begin anew.
/// </summary>
public sealed class RulePolicy<TState>(IRestartRule<TState> rule) : LifePolicy<TState>
    where TState : struct
{
    /// <inheritdoc/>
    protected override TState Fresh => rule.Initial;

    /// <inheritdoc/>
    protected override Verdict Ended(ref TState own, in EndedLife life, ulong draw)
    {
        RuleAnswer answer = rule.Judge(ref own, life, draw);
        return !answer.IsAllowed
            ? Verdict.GiveUp(
                RestartReason.OverLimit, NativeWord.None, answer.Count, answer.Limit)
            : answer.Delay == TimeSpan.Zero
                ? Verdict.Start(RestartReason.WithinLimit, answer.Count, answer.Limit)
                : Verdict.Wait(
                    life.EndedAt + answer.Delay, RestartReason.Backoff, answer.Count,
                    answer.Limit);
    }

    /// <inheritdoc/>
    protected override Verdict Asked(ref TState own, in Whereabouts at, ulong draw)
    {
        own = rule.Initial;
        return Verdict.Start(RestartReason.Asked);
    }
}
