namespace Harness.Sim.Kernel;

/// <summary>As one exclusive scheduler in production: <see cref="FifoExecution"/>.</summary>
public sealed class FifoStrategy : Strategy
{
    /// <inheritdoc/>
    public override Execution Begin(ulong seed) => new FifoExecution(seed);
}
