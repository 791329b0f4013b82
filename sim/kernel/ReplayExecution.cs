namespace Harness.Sim.Kernel;

/// <summary>
/// Makes exactly the choices of a tape. If the run asks for another choice than the tape holds, or
/// the recorded step is not ready, the run has diverged: <see cref="DivergedException"/>, which the
/// simulation turns into <see cref="Ending.Diverged"/>.
/// </summary>
public sealed class ReplayExecution(Tape tape) : Execution
{
    private int _next;

    /// <inheritdoc/>
    public override bool IsExact => true;

    /// <inheritdoc/>
    public override string? Leftover => _next == tape.Choices.Count
        ? null
        : $"choice {_next}: the tape has {tape.Choices[_next]}, but the run is over";

    /// <inheritdoc/>
    public override ulong Key(ulong actor, uint ordinal) => 0;

    /// <inheritdoc/>
    public override int Pick(ReadySet ready)
    {
        Choice recorded = Next("a pick among ready steps");
        int index = recorded.Id.Kind == ChoiceKind.Schedule ? ready.IndexOf(recorded.Id) : -1;
        return index >= 0 ? index : throw new DivergedException(
            $"choice {_next - 1}: the tape has {recorded}, which is not ready now");
    }

    /// <inheritdoc/>
    public override long Draw(in ChoiceId id, long low, long high)
    {
        Choice recorded = Next($"a draw {id}");
        return recorded.Id == id && recorded.Value >= low && recorded.Value <= high
            ? recorded.Value
            : throw new DivergedException(
                $"choice {_next - 1}: the tape has {recorded}, the run asks for {id}"
                + $" from {low} to {high}");
    }

    /// <inheritdoc/>
    public override Execution Again() => new ReplayExecution(tape);

    private Choice Next(string asked) => _next < tape.Choices.Count
        ? tape.Choices[_next++]
        : throw new DivergedException(
            $"the tape ends after {_next} choices; the run asks for {asked}");
}
