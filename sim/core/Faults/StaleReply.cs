namespace Harness.Sim.Faults;

/// <summary>
/// While a worker's next write is pending it gets a reply with its number that was meant for the
/// life before.
/// </summary>
public sealed record StaleReply(string Worker) : Fault
{
    internal static readonly FaultSyntax<StaleReply> Schema = new(
        new StaleReply(""),
        FaultKey.Verb(
            "stale-reply", WorkerValue.Worker,
            (StaleReply one) => one.Worker, (one, worker) => one with { Worker = worker }))
    {
        Topic = FaultTopic.Cache,
        Effect = FaultEffect.Plain,
        About = "While its next write is pending, a reply with that number for the life before "
            + "comes.",
    };

    internal override FaultSyntax Syntax => Schema;

    internal override bool CanHit(IFaultTarget machine) => machine.Cache is not null;

    internal override void Strike(IFaultTarget machine, Blow blow) =>
        machine.Cache!.StaleReply(Worker);
}
