namespace Harness.Sim.Kernel;

/// <summary>
/// Decides which executions are tried. It lives across runs: it begins one execution after the
/// other and learns from what became of each, so that random choice, replay, systematic search and
/// whatever remembers are one kind. The seat is that of shuttle's scheduler (shuttle 0.8,
/// scheduler/mod.rs: <c>new_execution</c>). Not for several threads.
/// </summary>
public abstract class Strategy
{
    /// <summary>The choices of the next run; null if nothing is left to try.</summary>
    /// <param name="seed">
    /// The seed of that run: whatever is chosen by chance comes from it, and from what was learned.
    /// </param>
    public abstract Execution? Begin(ulong seed);

    /// <summary>
    /// A run that was begun is over. What it can say depends on what was recorded: without a tape
    /// there is none.
    /// </summary>
    public virtual void Learn(ExecutionRecord record)
    {
        // Who chooses by chance alone learns nothing.
    }
}
