namespace Harness.Sim.Kernel;

/// <summary>
/// The scheduler under which the run loop itself executes. Because it is current in timer callbacks
/// and port effects, the runtime does not inline a <c>ConfigureAwait(false)</c> continuation there:
/// it sends it to the pool, where the leak detector sees it.
/// </summary>
internal sealed class KernelScheduler : TaskScheduler
{
    protected override void QueueTask(Task task) => throw new InvalidOperationException(
        "the simulated world awaited something outside an activity: use Spawn");

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => [];
}
