namespace Harness.Sim.Kernel;

/// <summary>
/// Every step gets a uniformly random priority, drawn from the seed and the step's
/// own structural name, and every number is drawn from the seed and the choice's own name. This is
/// partial order sampling's basic form (Yuan, Yang, Gu, "Partial Order Aware Concurrency
/// Sampling", CAV 2018) with keyed instead of sequential draws.
/// </summary>
public sealed class KeyedExecution(ulong seed) : Execution
{
    private readonly ulong _schedule = Mix.Two(seed, (ulong)ChoiceKind.Schedule);

    /// <inheritdoc/>
    public override ulong Key(ulong actor, uint ordinal) => Mix.Two(_schedule ^ actor, ordinal);

    /// <inheritdoc/>
    public override long Draw(in ChoiceId id, long low, long high) => Keyed(seed, id, low, high);

    /// <inheritdoc/>
    public override Execution Again() => new KeyedExecution(seed);

    /// <summary>The number that <paramref name="seed"/> gives that choice.</summary>
    public static long Keyed(ulong seed, in ChoiceId id, long low, long high)
    {
        ulong bits = Mix.Two(Mix.Two(seed, (ulong)id.Kind) ^ id.Actor, id.Ordinal);
        ulong width = (ulong)(high - low) + 1;

        // The high half of the 128-bit product is uniform over the width (Lemire 2019) up to a bias
        // of width / 2^64, far below anything that a run could show.
        return width == 0 ? (long)bits : low + (long)(((UInt128)bits * width) >> 64);
    }
}
