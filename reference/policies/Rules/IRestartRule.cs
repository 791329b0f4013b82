using Harness.Reference.Policies.Lives;

namespace Harness.Reference.Policies.Rules;

/// <summary>
/// One of the seven rules that all restart policies are made of: whether there may be another life
/// after one that is over, and how much later. It changes the state that it is handed, and nothing
/// else: <see cref="RestartRules.Ended"/> is the same as a pure function.
/// </summary>
/// <typeparam name="TState">Small, of integers, comparable.</typeparam>
public interface IRestartRule<TState>
    where TState : struct
{
    /// <summary>The state before anything has happened.</summary>
    TState Initial { get; }

    /// <summary>Counts a life that is over.</summary>
    RuleAnswer Judge(ref TState state, in EndedLife life, ulong draw);
}
