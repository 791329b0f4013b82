namespace Harness.Sim.Faults;

/// <summary>What all workers share contradicts itself, from now on.</summary>
public sealed record CorruptIndex : Fault
{
    internal static readonly FaultSyntax<CorruptIndex> Schema = new(
        new CorruptIndex(),
        FaultKey.Of<CorruptIndex>("corrupt-index", "cache", "there is one"))
    {
        Topic = FaultTopic.Cache,
        Effect = FaultEffect.Plain,
        About = "What all workers share contradicts itself from now on.",
    };

    internal override FaultSyntax Syntax => Schema;

    internal override bool CanHit(IFaultTarget machine) => machine.Cache is not null;

    internal override void Strike(IFaultTarget machine, Blow blow) => machine.Cache!.CorruptIndex();
}
