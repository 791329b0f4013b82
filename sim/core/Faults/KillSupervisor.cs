namespace Harness.Sim.Faults;

/// <summary>The supervisor's process is killed.</summary>
public sealed record KillSupervisor : Fault
{
    internal static readonly FaultSyntax<KillSupervisor> Schema = new(
        new KillSupervisor(),
        FaultKey.Of<KillSupervisor>(
            "kill", "supervisor", "a worker is ended by 'crash: NAME, signal: KILL'"))
    {
        Topic = FaultTopic.Supervisor,
        Effect = FaultEffect.Plain,
        About = "Its process is killed: in a port call the life whose call it is, else the one "
            + "that was started first.",
    };

    internal override FaultSyntax Syntax => Schema;

    internal override bool CanHit(IFaultTarget machine) => machine.Supervisor.IsUp;

    internal override void Strike(IFaultTarget machine, Blow blow) =>
        machine.Supervisor.Strike(blow.Life);
}
