using System.Diagnostics;

namespace Harness.Sim.Kernel.Leaks;

/// <summary>
/// Sees work of a run on another thread than the run's own. The current actor flows with the
/// execution context; wherever the runtime restores it, the value-changed handler compares threads.
/// Calls to schedulers and timers from other threads are reported too.
/// </summary>
internal sealed class LeakDetector
{
    // Longer than any step of a run; only work that the run's own thread waits for gets that far.
    private static readonly TimeSpan _heldAtMost = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _glance = TimeSpan.FromMilliseconds(20);

    private readonly AsyncLocal<IActivity?> _flowing;
    private readonly ManualResetEventSlim _closed = new();
    private int _thread = Environment.CurrentManagedThreadId;
    private Thread _own = Thread.CurrentThread;
    private volatile bool _drains;
    private LeakEvidence? _evidence;
    private string? _named;

    internal LeakDetector() => _flowing = new AsyncLocal<IActivity?>(OnFlow);

    internal bool IsOwnThread => Environment.CurrentManagedThreadId == _thread;

    internal void Watch()
    {
        _thread = Environment.CurrentManagedThreadId;
        _own = Thread.CurrentThread;
    }

    /// <summary>
    /// The first leak, in words, or null. The work that leaked is held still meanwhile, so that its
    /// activity can be read as it was.
    /// </summary>
    internal string? Found() => Volatile.Read(ref _evidence) is { } evidence
        ? _named ??= $"{evidence.Actor.Path}: {LeakNames.Of(evidence)}"
        : null;

    /// <summary>
    /// Lets <paramref name="actor"/> flow into what is made until this is disposed.
    /// </summary>
    internal Flowing Flow(IActivity actor)
    {
        IActivity? before = _flowing.Value;
        _flowing.Value = actor;
        return new Flowing(_flowing, before);
    }

    /// <summary>
    /// Records work that the actor's scheduler or timer was asked for on another thread.
    /// </summary>
    internal void Report(IActivity actor, string what)
    {
        // A finalizer's call comes from the collector, not from the run: it is ignored, not a leak.
        if (!IsFinalizer())
        {
            Keep(actor, $"{what} came from another thread");
        }
    }

    /// <summary>
    /// Waits until work that was sent to the pool before has begun, and says what leaked.
    /// Thoroughly means that a stuck run also gets the real clock's short timers a chance to show
    /// themselves.
    /// </summary>
    internal string? Drain(bool thoroughly)
    {
        _drains = true;
        for (int round = 0; Found() is null && round < (thoroughly ? 25 : 1); round++)
        {
            // The pool takes what a pool thread queued itself, oldest first, when the common queue
            // is empty: only a mark in either queue says that both have been gone through.
            var begun = new CountdownEvent(2);
            Mark(begun, ownQueue: true);
            Mark(begun, ownQueue: false);
            begun.Wait(TimeSpan.FromSeconds(30));
            AwaitIdlePool();
            if (thoroughly && Found() is null)
            {
                Thread.Sleep(10);
            }
        }

        return Found();
    }

    /// <summary>The run is over: lets go what is held still.</summary>
    internal void Close() => _closed.Set();

    private static void Mark(CountdownEvent begun, bool ownQueue) =>
        ThreadPool.UnsafeQueueUserWorkItem(static state => state.Signal(), begun, ownQueue);

    /// <summary>
    /// A thread may have taken an item before the marks and not have come as far as its execution
    /// context. It counts as busy; a pool with nobody busy is certain. If others keep the pool
    /// busy, making room for that thread must do: a job has a process, and so a pool, of its own.
    /// </summary>
    private void AwaitIdlePool()
    {
        const int turns = 100;
        const int sleeps = 2;
        for (int i = 0; i < turns + sleeps && Found() is null && BusyPoolThreads() > 0; i++)
        {
            if (i < turns)
            {
                Thread.Yield();
            }
            else
            {
                Thread.Sleep(1);
            }
        }
    }

    private static int BusyPoolThreads()
    {
        ThreadPool.GetMaxThreads(out int most, out _);
        ThreadPool.GetAvailableThreads(out int available, out _);
        return most - available - (Thread.CurrentThread.IsThreadPoolThread ? 1 : 0);
    }

    private static bool IsFinalizer() =>
        !Thread.CurrentThread.IsThreadPoolThread && Thread.CurrentThread.IsBackground
        && new StackTrace(fNeedFileInfo: false).GetFrames()
            .Any(frame => frame.GetMethod()?.Name == "Finalize");

    private void OnFlow(AsyncLocalValueChangedArgs<IActivity?> change)
    {
        if (change.ThreadContextChanged && change.CurrentValue is { } actor && !IsOwnThread
            && actor.IsAlive && !_closed.IsSet)
        {
            Keep(actor, LeakNames.RanElsewhere);
            HoldStill();
        }
    }

    /// <summary>
    /// Until the run is over; but work that the run's own thread waits for, as that of
    /// Parallel.For, must go on, or neither would.
    /// </summary>
    private void HoldStill()
    {
        int waits = 0;
        for (TimeSpan held = TimeSpan.Zero; held < _heldAtMost && waits < 3; held += _glance)
        {
            if (_closed.Wait(_glance))
            {
                return;
            }

            bool isWaiting =
                _own.ThreadState.HasFlag(System.Threading.ThreadState.WaitSleepJoin);
            waits = isWaiting && !_drains ? waits + 1 : 0;
        }
    }

    private void Keep(IActivity actor, string how)
    {
        if (Volatile.Read(ref _evidence) is null)
        {
            Interlocked.CompareExchange(ref _evidence, LeakEvidence.Here(actor, how), null);
        }
    }

    internal readonly struct Flowing(AsyncLocal<IActivity?> local, IActivity? before) : IDisposable
    {
        public void Dispose() => local.Value = before;
    }
}
