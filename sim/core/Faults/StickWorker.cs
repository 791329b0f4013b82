namespace Harness.Sim.Faults;

/// <summary>
/// A worker's process hangs in the machine (a stuck device, say): until that is over not even KILL
/// ends it.
/// </summary>
/// <param name="Worker">Whose process.</param>
/// <param name="For">How long.</param>
public sealed record StickWorker(string Worker, TimeSpan For) : Fault
{
    internal static readonly FaultSyntax<StickWorker> Schema = new(
        new StickWorker("", TimeSpan.Zero),
        FaultKey.Verb(
            "stick", WorkerValue.Worker,
            (StickWorker one) => one.Worker, (one, worker) => one with { Worker = worker }),
        FaultKey.Must(
            "for", DurationValue.SomeTime,
            (StickWorker one) => one.For, (one, time) => one with { For = time },
            "for how long"))
    {
        Topic = FaultTopic.Workers,
        Effect = FaultEffect.Plain,
        About = "The process hangs in the machine (a stuck device, say): until that is over not "
            + "even KILL ends it.",
    };

    internal override FaultSyntax Syntax => Schema;

    internal override bool CanHit(IFaultTarget machine) =>
        machine.Processes.First(Worker) is { IsHung: false };

    internal override void Strike(IFaultTarget machine, Blow blow) =>
        machine.Processes.Stick(Worker, For, blow.Actor);
}
