namespace Harness.Sim.Kernel;

/// <summary>The run of a tape, once: <see cref="ReplayExecution"/>.</summary>
public sealed class ReplayStrategy(Tape tape) : Strategy
{
    private bool _isBegun;

    /// <inheritdoc/>
    public override Execution? Begin(ulong seed)
    {
        if (_isBegun)
        {
            return null;
        }

        _isBegun = true;
        return new ReplayExecution(tape);
    }
}
