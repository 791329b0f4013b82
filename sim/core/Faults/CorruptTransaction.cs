namespace Harness.Sim.Faults;

/// <summary>How far a transaction has come.</summary>
public enum TransactionStage
{
    /// <summary>Its client waits for the answer.</summary>
    Serving,

    /// <summary>Its client was answered and is gone; what was fetched is being stored.</summary>
    Storing,
}

/// <summary>The state of a worker's next transaction at that stage contradicts itself.</summary>
public sealed record CorruptTransaction(string Worker, TransactionStage Stage) : Fault
{
    internal static readonly FaultSyntax<CorruptTransaction> Schema = new(
        new CorruptTransaction("", TransactionStage.Serving),
        FaultKey.Verb(
            "corrupt-transaction", WorkerValue.Worker,
            (CorruptTransaction one) => one.Worker, (one, worker) => one with { Worker = worker }),
        FaultKey.Must(
            "stage", new WordValue<TransactionStage>(),
            (CorruptTransaction one) => one.Stage, (one, stage) => one with { Stage = stage },
            "whether its client waits or is gone"))
    {
        Topic = FaultTopic.Cache,
        Effect = FaultEffect.Plain,
        About = "The state of its next transaction at that stage contradicts itself.",
    };

    internal override FaultSyntax Syntax => Schema;

    internal override bool CanHit(IFaultTarget machine) => machine.Cache is not null;

    internal override void Strike(IFaultTarget machine, Blow blow) =>
        machine.Cache!.CorruptTransaction(Worker, Stage);
}
