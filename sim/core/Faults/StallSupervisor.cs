namespace Harness.Sim.Faults;

/// <summary>The supervisor's process is held still while everything else goes on.</summary>
public sealed record StallSupervisor(TimeSpan For) : Fault
{
    internal static readonly FaultSyntax<StallSupervisor> Schema = new(
        new StallSupervisor(TimeSpan.Zero),
        FaultKey.Of<StallSupervisor>("stall", "supervisor", "nothing else can be"),
        FaultKey.Must(
            "for", DurationValue.SomeTime,
            (StallSupervisor one) => one.For, (one, time) => one with { For = time },
            "for how long"))
    {
        Topic = FaultTopic.Supervisor,
        Effect = FaultEffect.Plain,
        About = "Its process is held still while everything else goes on.",
    };

    internal override FaultSyntax Syntax => Schema;

    internal override bool CanHit(IFaultTarget machine) =>
        machine.Supervisor is { IsUp: true, IsStalled: false };

    internal override void Strike(IFaultTarget machine, Blow blow) => machine.Supervisor.Stall(For);
}
