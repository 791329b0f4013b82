using Harness.Reference.Ports;

namespace Harness.Sim.Faults;

/// <summary>The next starts of a worker are refused.</summary>
public sealed record RefuseStarts(string Worker, int Times, StartFailure Failure) : Fault
{
    internal static readonly FaultSyntax<RefuseStarts> Schema = new(
        new RefuseStarts("", 1, StartFailure.None),
        FaultKey.Verb(
            "refuse-starts", WorkerValue.Worker,
            (RefuseStarts one) => one.Worker, (one, worker) => one with { Worker = worker }),
        FaultKey.Number(
            (RefuseStarts one) => one.Times, (one, times) => one with { Times = times },
            "how many starts"),
        FaultKey.Must(
            "failure", new WordValue<StartFailure>(StartFailure.None),
            (RefuseStarts one) => one.Failure, (one, failure) => one with { Failure = failure },
            "why"))
    {
        Topic = FaultTopic.Workers,
        Effect = FaultEffect.Plain,
        About = "The next starts are refused.",
    };

    internal override FaultSyntax Syntax => Schema;

    internal override bool CanHit(IFaultTarget machine) => true;

    internal override void Strike(IFaultTarget machine, Blow blow) => machine.Refuse(this);
}
