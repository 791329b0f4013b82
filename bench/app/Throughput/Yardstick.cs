namespace Harness.Bench.Throughput;

/// <summary>
/// The least that a controlled scheduler can be: a list, a random pick, and nothing else. No names
/// of choices, no digest, no virtual time, no nodes, no leak detection. What the harness costs is
/// told as a ratio to it, because both meet the same machine in the same round.
/// </summary>
internal sealed class Yardstick(ulong seed) : TaskScheduler
{
    private readonly List<Task> _ready = [];
    private ulong _state = seed | 1;

    /// <summary>Runs that many tasks with so many yields each; gives the decisions.</summary>
    internal static long Run(int tasks, int yields, ulong seed)
    {
        var scheduler = new Yardstick(seed);
        for (int i = 0; i < tasks; i++)
        {
            new Task<Task>(() => Workloads.Yield(yields)).Start(scheduler);
        }

        return scheduler.Loop();
    }

    protected override void QueueTask(Task task) => _ready.Add(task);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => _ready;

    private long Loop()
    {
        long decisions = 0;
        while (_ready.Count > 0)
        {
            int index = 0;
            if (_ready.Count > 1)
            {
                decisions++;
                _state ^= _state << 13; // xorshift64 (Marsaglia 2003)
                _state ^= _state >> 7;
                _state ^= _state << 17;
                index = (int)(_state % (ulong)_ready.Count);
            }

            Task next = _ready[index];
            _ready[index] = _ready[^1];
            _ready.RemoveAt(_ready.Count - 1);
            TryExecuteTask(next);
        }

        return decisions;
    }
}
