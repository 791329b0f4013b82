namespace Harness.Sim.Kernel;

/// <summary>
/// Owns every choice of one run. A step gets its key when it becomes ready, and the smallest key
/// runs next, unless a strategy picks in another way. A strategy is used for one run only.
/// </summary>
public abstract class Strategy
{
    /// <summary>The key of that step: smaller runs first.</summary>
    public abstract ulong Key(ulong actor, uint ordinal);

    /// <summary>
    /// The place of the step that runs next; called only with at least two ready.
    /// </summary>
    public virtual int Pick(ReadySet ready) => ready.IndexOfSmallestKey();

    /// <summary>
    /// A number from <paramref name="low"/> to <paramref name="high"/>, both included.
    /// </summary>
    public abstract long Draw(in ChoiceId id, long low, long high);

    /// <summary>What it had in store when the run was over and nobody asked for, or null.</summary>
    public virtual string? Leftover => null;
}
