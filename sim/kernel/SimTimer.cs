using Harness.Sim.Kernel.Leaks;

namespace Harness.Sim.Kernel;

/// <summary>
/// A timer of virtual time. The simulation's heap roots it while it is armed, as the contract of
/// <see cref="TimeProvider.CreateTimer"/> says, so that a garbage collection is not an input.
/// </summary>
internal sealed class SimTimer : ITimer, IVirtualTimer
{
    // The platform counts whole milliseconds in 32 bits, and the last value means never.
    private const long Longest = uint.MaxValue - 1L;

    private readonly Simulation _simulation;
    private readonly TimerCallback _callback;
    private readonly object? _state;
    private readonly ExecutionContext? _flow;
    private long _period;
    private long _planned; // when it should have been due: lateness does not add up
    private bool _disposed;
    private bool _isArmed; // there is one firing to come: that of the ordinal, and no other

    internal SimTimer(Simulation simulation, Actor owner, TimerCallback callback, object? state)
    {
        _simulation = simulation;
        Owner = owner;
        _callback = callback;
        _state = state;
        _flow = ExecutionContext.Capture();
    }

    internal Actor Owner { get; }

    internal long Due { get; private set; }

    internal long Sequence { get; private set; }

    internal uint Ordinal { get; private set; }

    /// <summary>Its place in the heap; -1 while it is not there.</summary>
    internal int HeapIndex { get; set; } = -1;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        Check(dueTime, period);
        return Set(dueTime, period);
    }

    /// <summary>As the platform checks them: whole milliseconds, of which -1 is never.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is below or above.</exception>
    internal static void Check(TimeSpan dueTime, TimeSpan period)
    {
        Check(dueTime, nameof(dueTime));
        Check(period, nameof(period));
    }

    /// <summary>As <see cref="Change"/>, for the kernel's own: as far ahead as it likes.</summary>
    internal bool Set(TimeSpan dueTime, TimeSpan period)
    {
        if (_disposed || !_simulation.Accepts(Owner, "TimeProvider timer"))
        {
            return false;
        }

        Disarm();
        _period = period > TimeSpan.Zero ? period.Ticks : 0;
        if (dueTime >= TimeSpan.Zero)
        {
            Arm(_simulation.NowTicks + dueTime.Ticks);
        }

        return true;
    }

    public void Dispose()
    {
        // A finalizer may get here, on its own thread: what it frees is out of reach for the run
        // already, and touching the heap from there would make the collector an input.
        if (!_disposed && _simulation.IsOwnThread)
        {
            _disposed = true;
            Disarm();
        }
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>
    /// The step of that name has come; a firing that was due before the last change is none.
    /// </summary>
    internal void Fire(uint ordinal)
    {
        if (!_isArmed || ordinal != Ordinal)
        {
            return;
        }

        _isArmed = false;
        if (_period > 0)
        {
            Arm(_planned + _period);
        }

        if (_flow is null)
        {
            _callback(_state);
        }
        else
        {
            ExecutionContext.Run(_flow, static timer => ((SimTimer)timer!).Call(), this);
        }
    }

    private static void Check(TimeSpan value, string name)
    {
        long whole = (long)value.TotalMilliseconds;
        ArgumentOutOfRangeException.ThrowIfLessThan(whole, -1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(whole, Longest, name);
    }

    private void Call() => _callback(_state);

    private void Arm(long due)
    {
        _isArmed = true;
        Ordinal = Owner.NextOrdinal();
        _planned = due;
        Due = due + _simulation.DrawLateness(Owner);
        Sequence = _simulation.NextSequence();
        _simulation.Arm(this);
    }

    private void Disarm()
    {
        _isArmed = false;
        _simulation.Disarm(this);
    }
}
