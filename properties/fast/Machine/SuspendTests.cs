using Harness.Reference.Ports;
using Harness.Sim.Kernel;
using Xunit;

namespace Harness.Properties.Machine;

public class SuspendTests
{
    [Fact]
    public void After_a_suspend_the_wall_clock_is_ahead_and_no_timer_has_come_nearer()
    {
        var simulation = new Simulation(
            new SimulationOptions { Execution = new KeyedExecution(1) });
        TimeProvider time = simulation.World.Time;
        DateTimeOffset wall = default;
        TimeSpan waited = default;
        simulation.Run(async () =>
        {
            Instant before = Instant.Now(time);
            Task delay = Task.Delay(TimeSpan.FromSeconds(10), time);
            DateTimeOffset asleep = time.GetUtcNow();
            simulation.Suspend(TimeSpan.FromHours(8));
            await delay;
            waited = Instant.Now(time) - before;
            wall = asleep + TimeSpan.FromHours(8) + waited;
            Assert.Equal(wall, time.GetUtcNow());
        });
        Assert.Equal(TimeSpan.FromSeconds(10), waited);
        Assert.NotEqual(default, wall);
    }

    [Fact]
    public void Nobody_sleeps_for_less_than_no_time() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Simulation(
            new SimulationOptions { Execution = new KeyedExecution(1) })
            .Suspend(TimeSpan.FromTicks(-1)));
}
