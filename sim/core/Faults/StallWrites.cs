namespace Harness.Sim.Faults;

/// <summary>Writes that are under way or begin meanwhile are not over before.</summary>
public sealed record StallWrites(TimeSpan For) : Fault
{
    internal static readonly FaultSyntax<StallWrites> Schema = new(
        new StallWrites(TimeSpan.Zero),
        FaultKey.Of<StallWrites>("stall-writes", "cache", "nothing else can be"),
        FaultKey.Must(
            "for", DurationValue.SomeTime,
            (StallWrites one) => one.For, (one, time) => one with { For = time },
            "for how long"))
    {
        Topic = FaultTopic.Cache,
        Effect = FaultEffect.Plain,
        About = "No write is over before.",
    };

    internal override FaultSyntax Syntax => Schema;

    internal override bool CanHit(IFaultTarget machine) => machine.Cache is not null;

    internal override void Strike(IFaultTarget machine, Blow blow) =>
        machine.Cache!.StallWrites(For);
}
