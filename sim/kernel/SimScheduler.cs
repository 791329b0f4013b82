namespace Harness.Sim.Kernel;

/// <summary>
/// The scheduler of one actor. Its continuations may run inline in each other, as they do on one
/// exclusive scheduler in production; those of other actors never do, so woken and waker are known.
/// </summary>
internal sealed class SimScheduler(Simulation simulation, Actor actor) : TaskScheduler
{
    public override int MaximumConcurrencyLevel => 1;

    internal bool Execute(Task task) => TryExecuteTask(task);

    protected override void QueueTask(Task task)
    {
        if (simulation.Accepts(actor, "a continuation"))
        {
            simulation.Enqueue(actor, actor.NextOrdinal(), task);
        }
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && simulation.IsOwnThread
        && ReferenceEquals(simulation.Running, actor) && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => []; // for debuggers only
}
