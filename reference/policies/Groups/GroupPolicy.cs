using Harness.Reference.Ports;

namespace Harness.Reference.Policies.Groups;

/// <summary>A group policy with its state, for one group of workers.</summary>
public abstract class GroupPolicy
{
    /// <summary>How many members it has.</summary>
    public abstract int Members { get; }

    /// <summary>When the policy wants a Tick; null: not before something happens.</summary>
    public Instant? NextWake { get; protected set; }

    /// <summary>Tells it what happened and gives what is due now, in order.</summary>
    public abstract ValueList<GroupAct> On(GroupEvent happened, Instant now, ulong draw = 0);

    /// <summary>
    /// Another one in the same state: what is told to one does not change the other.
    /// </summary>
    public abstract GroupPolicy Copy();

    /// <summary>A fresh one of that policy.</summary>
    public static GroupPolicy Of<TState>(IGroupPolicy<TState> policy)
        where TState : IEquatable<TState> => new Cell<TState>(policy);

    private sealed class Cell<TState>(IGroupPolicy<TState> policy) : GroupPolicy
        where TState : IEquatable<TState>
    {
        private TState _state = policy.Initial;

        public override int Members => policy.Members;

        public override ValueList<GroupAct> On(GroupEvent happened, Instant now, ulong draw)
        {
            GroupStep<TState> step = policy.Step(_state, happened, now, draw);
            _state = step.State;
            NextWake = step.NextWake;
            return step.Acts;
        }

        public override GroupPolicy Copy() =>
            new Cell<TState>(policy) { _state = _state, NextWake = NextWake };
    }
}
