using System.Runtime.CompilerServices;
using Harness.Reference.Ports;
using Harness.Sim.Kernel;
using Xunit;

namespace Harness.Properties.Kernel;

public class TimeTests
{
    private static readonly TimeSpan _ms = TimeSpan.FromMilliseconds(1);

    [Theory]
    [InlineData(0, "all 1000 awaits")]
    [InlineData(100, "timeout")]
    public void A_due_timer_beats_ready_work_only_if_steps_cost_time(
        int microseconds, string expected)
    {
        SimRun run = SimRun.Of(
            1,
            async (simulation, log) =>
            {
                using var limit = new CancellationTokenSource(10 * _ms, simulation.World.Time);
                for (int i = 0; i < 1000 && !limit.IsCancellationRequested; i++)
                {
                    await Task.Yield();
                }

                log(limit.IsCancellationRequested ? "timeout" : "all 1000 awaits");
            },
            options => options with
            {
                StepCost = LatencyRange.Exactly(TimeSpan.FromMicroseconds(microseconds)),
            });

        Assert.Equal((Ending.Completed, expected), (run.Outcome.Ending, run.Order));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(25)]
    public void The_lateness_of_a_periodic_timer_does_not_add_up(int late)
    {
        var fired = new List<double>();
        SimRun.Of(
            1,
            async (simulation, _) =>
            {
                using ITimer timer = simulation.World.Time.CreateTimer(
                    _ => fired.Add((simulation.Now - Instant.Zero).TotalMilliseconds),
                    null, 10 * _ms, 10 * _ms);
                await Task.Delay(100 * _ms, simulation.World.Time);
            },
            options => options with { TimerLateness = LatencyRange.Exactly(late * _ms) });
        Assert.True(fired.Count >= 9);
        Assert.Equal(
            Enumerable.Range(1, fired.Count).Select(time => (10.0 * time) + late), fired);
    }

    [Fact]
    public void A_timer_that_nobody_holds_fires_after_a_collection()
    {
        SimRun run = SimRun.Of(1, async (simulation, log) =>
        {
            Forget(simulation.World.Time, log);
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Delay(20 * _ms, simulation.World.Time);
        });

        Assert.Equal("fired", run.Order);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static void Forget(TimeProvider time, Action<string> log) =>
            _ = time.CreateTimer(_ => log("fired"), null, 10 * _ms, Timeout.InfiniteTimeSpan);
    }

    [Fact]
    public void Timers_at_equal_instants_are_a_choice_that_the_seed_repeats()
    {
        SimProgram program = async (simulation, log) => await Task.WhenAll(
            Sleeper(simulation, log, "a"), Sleeper(simulation, log, "b"));

        Assert.Equal(["a b", "b a"], SimRun.Orders(50, program));
        for (ulong seed = 0; seed < 50; seed++)
        {
            Assert.Equal(SimRun.Of(seed, program).Digest, SimRun.Of(seed, program).Digest);
        }

        static Task Sleeper(Simulation simulation, Action<string> log, string name) =>
            simulation.World.Spawn(name, async () =>
            {
                await Task.Delay(10 * _ms, simulation.World.Time);
                log(name);
            });
    }

    [Fact]
    public void A_delay_in_a_paused_node_ends_when_the_node_goes_on()
    {
        SimRun run = SimRun.Of(1, async (simulation, log) =>
        {
            SimNode node = simulation.AddNode("host");
            _ = node.Spawn("sleeper", async () =>
            {
                await Task.Delay(10 * _ms, node.Time);
                log($"woken at {simulation.Now}");
            });
            await Task.Delay(5 * _ms, simulation.World.Time);
            node.Pause();
            await Task.Delay(95 * _ms, simulation.World.Time);
            log("resumed");
            node.Resume();
            await Task.Delay(5 * _ms, simulation.World.Time);
        });

        Assert.Equal("resumed woken at 0.1000000s", run.Order);
    }

    [Fact]
    public void A_pause_that_ends_before_the_delay_does_not_lengthen_it()
    {
        SimRun run = SimRun.Of(1, async (simulation, log) =>
        {
            SimNode node = simulation.AddNode("host");
            Task sleeper = node.Spawn("sleeper", async () =>
            {
                await Task.Delay(10 * _ms, node.Time);
                log($"{simulation.Now}");
            });
            await Task.Delay(2 * _ms, simulation.World.Time);
            node.Pause();
            await Task.Delay(2 * _ms, simulation.World.Time);
            node.Resume();
            await sleeper;
        });

        Assert.Equal("0.0100000s", run.Order);
    }

    [Theory]
    [InlineData(-3600)]
    [InlineData(0)]
    [InlineData(86400)]
    public void A_step_of_the_wall_clock_changes_no_timer(int seconds)
    {
        SimRun run = SimRun.Of(1, async (simulation, log) =>
        {
            TimeProvider time = simulation.World.Time;
            DateTimeOffset wall = time.GetUtcNow();
            Task delay = Task.Delay(10 * _ms, time);
            using var source = new CancellationTokenSource(10 * _ms, time);
            simulation.StepWall(TimeSpan.FromSeconds(seconds));
            await delay;
            log($"{simulation.Now}");
            log($"{(time.GetUtcNow() - wall).TotalMilliseconds}");
        });

        Assert.Equal($"0.0100000s {(seconds * 1000L) + 10}", run.Order);
    }

    [Fact]
    public void The_monotonic_clock_counts_from_the_nodes_boot()
    {
        SimRun run = SimRun.Of(1, async (simulation, log) =>
        {
            await Task.Delay(10 * _ms, simulation.World.Time);
            SimNode now = simulation.AddNode("now");
            SimNode earlier = simulation.AddNode("earlier", Instant.Zero + (4 * _ms));
            log($"{Instant.Now(now.Time)} {Instant.Now(earlier.Time)}");
        });

        Assert.Equal("0.0000000s 0.0060000s", run.Order);
    }
}
