using Harness.Reference.Ports;

namespace Harness.Sim.Faults;

/// <summary>A worker's process ends by itself.</summary>
public sealed record CrashWorker(string Worker, ExitStatus Status) : Fault
{
    internal static readonly FaultSyntax<CrashWorker> Schema = new(
        new CrashWorker("", ExitStatus.Unknown),
        FaultKey.Verb(
            "crash", WorkerValue.Worker,
            (CrashWorker one) => one.Worker, (one, worker) => one with { Worker = worker }),
        FaultKey.May(
            "signal", SignalValue.Any,
            (CrashWorker one) => one.SignalOf,
            (one, signal) => one.EndsBy(ExitStatus.Signal(signal)),
            "the signal that ends it"),
        FaultKey.May(
            "exit", new WholeValue(FaultLimits.ExitCode),
            (CrashWorker one) => one.CodeOf, (one, code) => one.EndsBy(ExitStatus.Code(code)),
            "its exit code; without this and a signal nobody learns how it ended")
            .NotBeside("signal", "a process ends in one way"))
    {
        Topic = FaultTopic.Workers,
        Effect = FaultEffect.Plain,
        About = "The process ends by itself.",
    };

    private Signal? SignalOf =>
        Status.Kind == ExitKind.Signal ? (Signal)Status.Number : null;

    private int? CodeOf => Status.Kind == ExitKind.Code ? Status.Number : null;

    internal override FaultSyntax Syntax => Schema;

    internal override bool CanHit(IFaultTarget machine) =>
        machine.Processes.First(Worker) is not null;

    internal override void Strike(IFaultTarget machine, Blow blow) =>
        machine.Processes.Crash(Worker, Status);

    private CrashWorker EndsBy(ExitStatus status) => this with { Status = status };
}
