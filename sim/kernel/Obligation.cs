using Harness.Reference.Ports;

namespace Harness.Sim.Kernel;

/// <summary>
/// Something that must be over by a deadline of virtual time: an accepted request, a spawned
/// activity, a port call. A deadline that passes ends the run as <see cref="Ending.Stuck"/>; the
/// time for which its node is paused does not count.
/// </summary>
public sealed class Obligation
{
    internal Obligation(Actor owner, string what, long deadline, long sequence)
    {
        Owner = owner;
        What = what;
        DeadlineTicks = deadline;
        Sequence = sequence;
    }

    /// <summary>What must be over, for people.</summary>
    public string What { get; }

    /// <summary>By when, since the start of the run.</summary>
    public Instant Deadline => new(DeadlineTicks);

    internal Actor Owner { get; }

    internal long DeadlineTicks { get; private set; }

    internal long Sequence { get; }

    internal bool IsOver { get; private set; }

    /// <summary>It is over. Twice is once.</summary>
    public void Fulfil() => IsOver = true;

    internal void Postpone(long ticks) => DeadlineTicks += ticks;

    /// <inheritdoc/>
    public override string ToString() =>
        $"{What} (of {Owner.Path}, due by {Deadline})";
}
