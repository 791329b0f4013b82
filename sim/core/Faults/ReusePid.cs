namespace Harness.Sim.Faults;

/// <summary>
/// A worker's process ends, init collects it, and a process that is none of the supervisor's gets
/// its pid. Only what no living supervisor has started can be hit: the pid of a living one's child
/// is not free before the supervisor has collected it.
/// </summary>
public sealed record ReusePid(string Worker) : Fault
{
    internal static readonly FaultSyntax<ReusePid> Schema = new(
        new ReusePid(""),
        FaultKey.Verb(
            "reuse-pid", WorkerValue.Worker,
            (ReusePid one) => one.Worker, (one, worker) => one with { Worker = worker }))
    {
        Topic = FaultTopic.Workers,
        Effect = FaultEffect.Plain,
        About = "The process ends, init collects it, and a stranger gets its pid; only a "
            + "process that no living supervisor has started is hit.",
    };

    internal override FaultSyntax Syntax => Schema;

    internal override bool CanHit(IFaultTarget machine) =>
        machine.Processes.First(Worker) is { } process
        && !machine.Supervisor.IsAlive(process.StartedBy);

    internal override void Strike(IFaultTarget machine, Blow blow) =>
        machine.Processes.GivePidAway(Worker);
}
