using Harness.Reference.Ports;

namespace Harness.Reference.Policies;

/// <summary>A restart policy with its state, for one worker.</summary>
public abstract class WorkerPolicy
{
    /// <summary>When the policy wants a Tick; null: not before something happens.</summary>
    public Instant? NextWake { get; protected set; }

    /// <summary>Tells it what happened and gives its decision.</summary>
    public abstract RestartDecision On(PolicyEvent happened, Instant now, ulong draw = 0);

    /// <summary>
    /// Another one in the same state: what is told to one does not change the other.
    /// </summary>
    public abstract WorkerPolicy Copy();

    /// <summary>A fresh one of that policy.</summary>
    public static WorkerPolicy Of<TState>(IRestartPolicy<TState> policy)
        where TState : struct => new Cell<TState>(policy);

    private sealed class Cell<TState>(IRestartPolicy<TState> policy) : WorkerPolicy
        where TState : struct
    {
        private TState _state = policy.Initial;

        public override RestartDecision On(PolicyEvent happened, Instant now, ulong draw)
        {
            PolicyStep<TState> step = policy.Step(_state, happened, now, draw);
            _state = step.State;
            NextWake = step.NextWake;
            return step.Decision;
        }

        public override WorkerPolicy Copy() =>
            new Cell<TState>(policy) { _state = _state, NextWake = NextWake };
    }
}
