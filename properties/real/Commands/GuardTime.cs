namespace Harness.Properties.Commands;

/// <summary>Real time, but its timers go off when a test says so, and not before.</summary>
internal sealed class GuardTime : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Guard> _guards = [];

    public override ITimer CreateTimer(
        TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var guard = new Guard(this, callback, state);
        lock (_lock)
        {
            _guards.Add(guard);
        }

        return guard;
    }

    /// <summary>Every guard's time has passed.</summary>
    public void PassAll()
    {
        Guard[] guards;
        lock (_lock)
        {
            guards = [.. _guards];
        }

        foreach (Guard guard in guards)
        {
            guard.Pass();
        }
    }

    private sealed class Guard(GuardTime time, TimerCallback callback, object? state) : ITimer
    {
        public void Pass() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
            lock (time._lock)
            {
                time._guards.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
