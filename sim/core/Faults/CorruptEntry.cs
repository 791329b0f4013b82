namespace Harness.Sim.Faults;

/// <summary>The entry that was used last no longer holds what was written.</summary>
public sealed record CorruptEntry : Fault
{
    internal static readonly FaultSyntax<CorruptEntry> Schema = new(
        new CorruptEntry(),
        FaultKey.Of<CorruptEntry>("corrupt-entry", "cache", "there is one"))
    {
        Topic = FaultTopic.Cache,
        Effect = FaultEffect.Plain,
        About = "The entry that was used last is damaged.",
    };

    internal override FaultSyntax Syntax => Schema;

    internal override bool CanHit(IFaultTarget machine) => machine.Cache is { HasEntry: true };

    internal override void Strike(IFaultTarget machine, Blow blow) => machine.Cache!.CorruptEntry();
}
