namespace Harness.Sim.Faults;

/// <summary>
/// The machine sleeps: its monotonic clock and all timers stand still, the wall clock is ahead
/// afterwards.
/// </summary>
public sealed record SuspendMachine(TimeSpan For) : Fault
{
    internal static readonly FaultSyntax<SuspendMachine> Schema = new(
        new SuspendMachine(TimeSpan.Zero),
        FaultKey.Of<SuspendMachine>("suspend", "machine", "nothing else can be"),
        FaultKey.Must(
            "for", DurationValue.SomeTime,
            (SuspendMachine one) => one.For, (one, time) => one with { For = time },
            "for how long"))
    {
        Topic = FaultTopic.Machine,
        Effect = FaultEffect.MovesClocks,
        About = "It sleeps: its monotonic clock and all timers stand still, the wall clock is "
            + "ahead afterwards.",
    };

    internal override FaultSyntax Syntax => Schema;

    internal override bool CanHit(IFaultTarget machine) => true;

    internal override void Strike(IFaultTarget machine, Blow blow) => machine.Suspend(For);
}
