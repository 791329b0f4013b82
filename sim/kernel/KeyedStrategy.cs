namespace Harness.Sim.Kernel;

/// <summary>The default: by chance, <see cref="KeyedExecution"/>, and nothing is learned.</summary>
public sealed class KeyedStrategy : Strategy
{
    /// <inheritdoc/>
    public override Execution Begin(ulong seed) => new KeyedExecution(seed);
}
