namespace Harness.Sim.Faults;

/// <summary>
/// The machine goes down with everything on it, and comes up again later: another boot.
/// </summary>
public sealed record RebootMachine(TimeSpan For) : Fault
{
    internal static readonly FaultSyntax<RebootMachine> Schema = new(
        new RebootMachine(TimeSpan.Zero),
        FaultKey.Of<RebootMachine>("reboot", "machine", "nothing else can be"),
        FaultKey.Must(
            "for", DurationValue.SomeTime,
            (RebootMachine one) => one.For, (one, time) => one with { For = time },
            "how long it is off"))
    {
        Topic = FaultTopic.Machine,
        Effect = FaultEffect.StartsSupervisor,
        About = "It goes down with everything on it, and comes up again later: another boot.",
    };

    internal override FaultSyntax Syntax => Schema;

    internal override bool CanHit(IFaultTarget machine) => !machine.IsDown;

    internal override void Strike(IFaultTarget machine, Blow blow) =>
        machine.Reboot(For, blow.Actor);
}
