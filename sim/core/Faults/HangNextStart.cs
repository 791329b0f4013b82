namespace Harness.Sim.Faults;

/// <summary>How far a start comes before it hangs.</summary>
public enum StartStage
{
    /// <summary>It never says that it is ready.</summary>
    BeforeReady,

    /// <summary>It says that it is ready, and nothing more.</summary>
    AfterReady,
}

/// <summary>The next starts of a worker hang.</summary>
public sealed record HangNextStart(string Worker, StartStage Stage, int Times) : Fault
{
    internal static readonly FaultSyntax<HangNextStart> Schema = new(
        new HangNextStart("", StartStage.BeforeReady, 1),
        FaultKey.Verb(
            "hang-next-start", WorkerValue.Worker,
            (HangNextStart one) => one.Worker, (one, worker) => one with { Worker = worker }),
        FaultKey.Must(
            "stage", new WordValue<StartStage>(),
            (HangNextStart one) => one.Stage, (one, stage) => one with { Stage = stage },
            "how far it comes before it hangs"),
        FaultKey.Number(
            (HangNextStart one) => one.Times, (one, times) => one with { Times = times },
            "how many starts"))
    {
        Topic = FaultTopic.Workers,
        Effect = FaultEffect.Plain,
        About = "The next starts hang.",
    };

    internal override FaultSyntax Syntax => Schema;

    internal override bool CanHit(IFaultTarget machine) => true;

    internal override void Strike(IFaultTarget machine, Blow blow) =>
        machine.Processes.HangNext(this);
}
