namespace Harness.Sim.Faults;

/// <summary>A worker's optional helper keeps dying, in this life and in all later ones.</summary>
public sealed record FailService(string Worker) : Fault
{
    internal static readonly FaultSyntax<FailService> Schema = new(
        new FailService(""),
        FaultKey.Verb(
            "fail-service", WorkerValue.Worker,
            (FailService one) => one.Worker, (one, worker) => one with { Worker = worker }))
    {
        Topic = FaultTopic.Cache,
        Effect = FaultEffect.Plain,
        About = "Its optional helper keeps dying, in this life and in all later ones.",
    };

    internal override FaultSyntax Syntax => Schema;

    internal override bool CanHit(IFaultTarget machine) => machine.Cache is not null;

    internal override void Strike(IFaultTarget machine, Blow blow) =>
        machine.Cache!.FailService(Worker);
}
