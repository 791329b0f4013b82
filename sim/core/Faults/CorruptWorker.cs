namespace Harness.Sim.Faults;

/// <summary>The state of a worker's present life contradicts itself.</summary>
public sealed record CorruptWorker(string Worker) : Fault
{
    internal static readonly FaultSyntax<CorruptWorker> Schema = new(
        new CorruptWorker(""),
        FaultKey.Verb(
            "corrupt-worker", WorkerValue.Worker,
            (CorruptWorker one) => one.Worker, (one, worker) => one with { Worker = worker }))
    {
        Topic = FaultTopic.Cache,
        Effect = FaultEffect.Plain,
        About = "The state of its present life contradicts itself.",
    };

    internal override FaultSyntax Syntax => Schema;

    internal override bool CanHit(IFaultTarget machine) =>
        machine.Cache?.HasWorker(Worker) ?? false;

    internal override void Strike(IFaultTarget machine, Blow blow) =>
        machine.Cache!.CorruptWorker(Worker);
}
