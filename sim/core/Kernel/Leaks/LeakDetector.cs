using System.Diagnostics;

namespace Harness.Sim.Kernel.Leaks;

/// <summary>
/// Sees work of a run on another thread than the run's own. The current actor flows with the
/// execution context; wherever the runtime restores it, the value-changed handler compares threads.
/// Calls to schedulers and timers from other threads are reported too.
/// </summary>
internal sealed class LeakDetector
{
    private readonly AsyncLocal<Actor?> _flowing;
    private int _thread = Environment.CurrentManagedThreadId;
    private string? _found;

    internal LeakDetector() => _flowing = new AsyncLocal<Actor?>(OnFlow);

    internal bool IsOwnThread => Environment.CurrentManagedThreadId == _thread;

    /// <summary>The first leak, in words, or null.</summary>
    internal string? Found => Volatile.Read(ref _found);

    internal void Watch() => _thread = Environment.CurrentManagedThreadId;

    /// <summary>Lets <paramref name="actor"/> flow into what is made until this is disposed.</summary>
    internal Flowing Flow(Actor actor)
    {
        Actor? before = _flowing.Value;
        _flowing.Value = actor;
        return new Flowing(_flowing, before);
    }

    /// <summary>Records work that the actor's scheduler or timer was asked for on another thread.</summary>
    internal void Report(Actor actor, string what)
    {
        // A finalizer's call comes from the collector, not from the run: it is ignored, not a leak.
        if (!IsFinalizer())
        {
            Keep(actor, $"{what} came from another thread", new StackTrace(fNeedFileInfo: false));
        }
    }

    /// <summary>
    /// Waits until work that was sent to the pool before has begun, and says what leaked. Thoroughly
    /// means that a stuck run also gets the real clock's short timers a chance to show themselves.
    /// </summary>
    internal string? Drain(bool thoroughly)
    {
        for (int round = 0; Found is null && round < (thoroughly ? 25 : 1); round++)
        {
            using var begun = new ManualResetEventSlim();
            ThreadPool.UnsafeQueueUserWorkItem(
                static state => state.Set(), begun, preferLocal: false);
            begun.Wait(TimeSpan.FromSeconds(30));
            if (thoroughly && Found is null)
            {
                Thread.Sleep(10);
            }
        }

        return Found;
    }

    private static bool IsFinalizer() =>
        !Thread.CurrentThread.IsThreadPoolThread && Thread.CurrentThread.IsBackground
        && new StackTrace(fNeedFileInfo: false).GetFrames()
            .Any(frame => frame.GetMethod()?.Name == "Finalize");

    private void OnFlow(AsyncLocalValueChangedArgs<Actor?> change)
    {
        if (change.ThreadContextChanged && change.CurrentValue is { } actor && !IsOwnThread
            && actor.Node.IsAlive)
        {
            Keep(actor, "work of it ran on another thread", new StackTrace(fNeedFileInfo: false));
        }
    }

    private void Keep(Actor actor, string how, StackTrace stack) =>
        Interlocked.CompareExchange(
            ref _found, $"{actor.Path}: {LeakNames.Of(stack)}: {how}", null);

    internal readonly struct Flowing(AsyncLocal<Actor?> local, Actor? before) : IDisposable
    {
        public void Dispose() => local.Value = before;
    }
}
