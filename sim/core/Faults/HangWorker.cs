namespace Harness.Sim.Faults;

/// <summary>A worker's process lives on, but neither serves nor gives signs of life.</summary>
public sealed record HangWorker(string Worker) : Fault
{
    internal static readonly FaultSyntax<HangWorker> Schema = new(
        new HangWorker(""),
        FaultKey.Verb(
            "hang", WorkerValue.Worker,
            (HangWorker one) => one.Worker, (one, worker) => one with { Worker = worker }),
        FaultKey.May(
            "for", DurationValue.SomeTime,
            (HangWorker one) => one.For, (one, time) => one with { For = time },
            "for how long, as if stopped and continued; left out: for ever"))
    {
        Topic = FaultTopic.Workers,
        Effect = FaultEffect.Plain,
        About = "The process lives on, but neither serves nor gives signs of life.",
    };

    /// <summary>How long, as if stopped and continued; null: for ever.</summary>
    public TimeSpan? For { get; init; }

    internal override FaultSyntax Syntax => Schema;

    internal override bool CanHit(IFaultTarget machine) =>
        machine.Processes.First(Worker) is { IsHung: false };

    internal override void Strike(IFaultTarget machine, Blow blow) =>
        machine.Processes.Hang(Worker, For, blow.Actor);
}
