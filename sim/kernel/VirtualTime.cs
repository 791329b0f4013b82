namespace Harness.Sim.Kernel;

/// <summary>
/// The clocks of one node, as the platform's own <see cref="TimeProvider"/>. The monotonic clock
/// counts from the node's boot; the wall clock can be stepped and nothing else moves with it.
/// </summary>
internal sealed class VirtualTime(Simulation simulation, SimNode node) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long GetTimestamp() => simulation.NowTicks - node.BootTicks;

    public override DateTimeOffset GetUtcNow() => simulation.WallNow;

    public override ITimer CreateTimer(
        TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        SimTimer.Check(dueTime, period);
        Actor owner = simulation.OwnerFor(node);
        var timer = new SimTimer(simulation, owner, callback, state);
        timer.Set(dueTime, period);
        return timer;
    }
}
