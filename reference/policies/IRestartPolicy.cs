using Harness.Reference.Ports;

namespace Harness.Reference.Policies;

/// <summary>A new state, a decision, and when the policy wants to be ticked next.</summary>
public readonly record struct PolicyStep<TState>(
    TState State, RestartDecision Decision, Instant? NextWake)
    where TState : struct;

/// <summary>
/// When a worker is started again: a pure function of its own small state and what happened. It
/// reads no clock and draws nothing: both are handed in.
/// </summary>
/// <typeparam name="TState">Small, of integers, and comparable.</typeparam>
public interface IRestartPolicy<TState>
    where TState : struct
{
    /// <summary>The state before anything has happened.</summary>
    TState Initial { get; }

    /// <summary>One step.</summary>
    /// <param name="state">What it gave back last.</param>
    /// <param name="happened">What happened.</param>
    /// <param name="now">Monotonic time; never earlier than in the step before.</param>
    /// <param name="draw">64 uniformly random bits, for policies with jitter.</param>
    PolicyStep<TState> Step(TState state, PolicyEvent happened, Instant now, ulong draw);
}
