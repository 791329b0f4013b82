namespace Harness.Sim.Faults;

/// <summary>A worker's next access checks of private keys fail in the middle.</summary>
public sealed record FailAccessChecks(string Worker, int Times) : Fault
{
    internal static readonly FaultSyntax<FailAccessChecks> Schema = new(
        new FailAccessChecks("", 1),
        FaultKey.Verb(
            "fail-access-checks", WorkerValue.Worker,
            (FailAccessChecks one) => one.Worker, (one, worker) => one with { Worker = worker }),
        FaultKey.Number(
            (FailAccessChecks one) => one.Times, (one, times) => one with { Times = times },
            "how many checks"))
    {
        Topic = FaultTopic.Cache,
        Effect = FaultEffect.Plain,
        About = "Its next access checks of private keys fail in the middle.",
    };

    internal override FaultSyntax Syntax => Schema;

    internal override bool CanHit(IFaultTarget machine) => machine.Cache is not null;

    internal override void Strike(IFaultTarget machine, Blow blow) =>
        machine.Cache!.FailAccessChecks(Worker, Times);
}
