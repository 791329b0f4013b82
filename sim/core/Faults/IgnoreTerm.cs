namespace Harness.Sim.Faults;

/// <summary>A worker's process does not heed TERM any more.</summary>
public sealed record IgnoreTerm(string Worker) : Fault
{
    internal static readonly FaultSyntax<IgnoreTerm> Schema = new(
        new IgnoreTerm(""),
        FaultKey.Verb(
            "ignore-term", WorkerValue.Worker,
            (IgnoreTerm one) => one.Worker, (one, worker) => one with { Worker = worker }))
    {
        Topic = FaultTopic.Workers,
        Effect = FaultEffect.Plain,
        About = "The process does not heed TERM any more.",
    };

    internal override FaultSyntax Syntax => Schema;

    internal override bool CanHit(IFaultTarget machine) =>
        machine.Processes.First(Worker) is { IgnoresTerm: false };

    internal override void Strike(IFaultTarget machine, Blow blow) =>
        machine.Processes.First(Worker)!.IgnoresTerm = true;
}
