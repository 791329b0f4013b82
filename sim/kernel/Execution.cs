namespace Harness.Sim.Kernel;

/// <summary>
/// Owns every choice of one run. A step gets its key when it becomes ready, and the smallest key
/// runs next, unless an execution picks in another way.
/// </summary>
public abstract class Execution
{
    /// <summary>The key of that step: smaller runs first.</summary>
    public abstract ulong Key(ulong actor, uint ordinal);

    /// <summary>
    /// The place of the step that runs next; called only with at least two ready.
    /// </summary>
    public virtual int Pick(ReadySet ready)
    {
        ArgumentNullException.ThrowIfNull(ready);
        return ready.IndexOfSmallestKey();
    }

    /// <summary>
    /// A number from <paramref name="low"/> to <paramref name="high"/>, both included.
    /// </summary>
    public abstract long Draw(in ChoiceId id, long low, long high);

    /// <summary>
    /// Whether every pick is its own, also where one step has waited for so long that it would be
    /// run out of fairness: a recorded run was fair already.
    /// </summary>
    public virtual bool IsExact => false;

    /// <summary>What it had in store when the run was over and nobody asked for, or null.</summary>
    public virtual string? Leftover => null;

    /// <summary>
    /// The same choices once more, for a run that differs in something that is to make no
    /// difference.
    /// </summary>
    public abstract Execution Again();
}
