namespace Harness.Sim.Faults;

/// <summary>
/// Somebody starts the supervisor once more while one lives: both live, until one of them ends.
/// </summary>
public sealed record StartSecond : Fault
{
    internal static readonly FaultSyntax<StartSecond> Schema = new(
        new StartSecond(),
        FaultKey.Of<StartSecond>(
            "start-second", "supervisor", "a worker is started by its supervisor"))
    {
        Topic = FaultTopic.Supervisor,
        Effect = FaultEffect.StartsSupervisor,
        About = "It is started once more while one lives.",
    };

    internal override FaultSyntax Syntax => Schema;

    internal override bool CanHit(IFaultTarget machine) => machine.Supervisor.IsUp;

    internal override void Strike(IFaultTarget machine, Blow blow) =>
        machine.Supervisor.StartOneMore();
}
