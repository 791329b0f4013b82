using Harness.Reference.Ports;

namespace Harness.Reference.Policies.Groups;

/// <summary>A new state, what is to be done now, and when the policy wants a tick next.</summary>
/// <param name="State">The new state.</param>
/// <param name="Acts">
/// What is due now, in this order. All of it is asked for at once; what has to wait for the end of
/// a stop or of a start comes with the step that is told of that end. So "one after the other" is
/// the policy's part, and a start that fails has nothing to take back.
/// </param>
/// <param name="NextWake">When it wants a Tick; null: not before something happens.</param>
public readonly record struct GroupStep<TState>(
    TState State, ValueList<GroupAct> Acts, Instant? NextWake)
    where TState : IEquatable<TState>;

/// <summary>
/// When which of several workers are started, stopped and given up together: a pure function of
/// its own state and what happened. It reads no clock and draws nothing: both are handed in.
/// Members are numbered from 0 in start order.
/// </summary>
/// <typeparam name="TState">Immutable, of integers, and comparable by value.</typeparam>
public interface IGroupPolicy<TState>
    where TState : IEquatable<TState>
{
    /// <summary>How many members it has.</summary>
    int Members { get; }

    /// <summary>The state before anything has happened.</summary>
    TState Initial { get; }

    /// <summary>One step.</summary>
    /// <param name="state">What it gave back last.</param>
    /// <param name="happened">What happened.</param>
    /// <param name="now">Monotonic time; never earlier than in the step before.</param>
    /// <param name="draw">64 uniformly random bits, for policies with jitter.</param>
    GroupStep<TState> Step(TState state, GroupEvent happened, Instant now, ulong draw);
}
