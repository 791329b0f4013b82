namespace Harness.Sim.Kernel;

/// <summary>
/// First ready, first run, as one exclusive scheduler in production does; numbers are drawn as
/// <see cref="KeyedExecution"/> draws them.
/// </summary>
public sealed class FifoExecution(ulong seed) : Execution
{
    /// <inheritdoc/>
    public override ulong Key(ulong actor, uint ordinal) => 0;

    /// <inheritdoc/>
    public override int Pick(ReadySet ready) => ready.IndexOfOldest();

    /// <inheritdoc/>
    public override long Draw(in ChoiceId id, long low, long high) =>
        KeyedExecution.Keyed(seed, id, low, high);

    /// <inheritdoc/>
    public override Execution Again() => new FifoExecution(seed);
}
