using System.Runtime.CompilerServices;
using Harness.Sim.Kernel;
using Xunit;

namespace Harness.Properties.Kernel;

public class KillTests
{
    private static readonly TimeSpan _second = TimeSpan.FromSeconds(1);

    [Fact]
    public void A_killed_node_runs_no_finally()
    {
        SimRun run = SimRun.Of(1, async (simulation, log) =>
        {
            SimNode node = simulation.AddNode("host");
            _ = node.Spawn("work", async () =>
            {
                try
                {
                    log("begins");
                    await Task.Delay(10 * _second, node.Time);
                    log("goes on");
                }
                finally
                {
                    log("finally");
                }
            });
            await Task.Delay(_second, simulation.World.Time);
            node.Kill();
            node.RequestStop();
            await Task.Delay(20 * _second, simulation.World.Time);
        });

        Assert.Equal((Ending.Completed, "begins"), (run.Outcome.Ending, run.Order));
    }

    [Fact]
    public void A_killed_actor_runs_no_further_step_even_in_the_step_that_kills_its_node()
    {
        SimRun run = SimRun.Of(1, async (simulation, log) =>
        {
            SimNode node = simulation.AddNode("host");
            _ = node.Spawn("suicide", async () =>
            {
                node.Kill();
                log("still in the step");
                await Task.Yield();
                log("after it");
            });
            await Task.Delay(_second, simulation.World.Time);
        });

        Assert.Equal("still in the step", run.Order);
    }

    [Fact]
    public void Spawning_on_a_dead_node_starts_nothing()
    {
        SimRun run = SimRun.Of(1, async (simulation, log) =>
        {
            SimNode node = simulation.AddNode("host");
            node.Kill();
            _ = node.Spawn("ghost", () =>
            {
                log("ghost");
                return Task.CompletedTask;
            });
            await Task.Delay(_second, simulation.World.Time);
        });

        Assert.Equal((Ending.Completed, ""), (run.Outcome.Ending, run.Order));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_garbage_collection_after_a_kill_changes_nothing(int seed)
    {
        SimRun plain = SimRun.Of((ulong)seed, (simulation, log) =>
            KillAndGoOn(simulation, log, () => { }));
        SimRun collected = SimRun.Of((ulong)seed, (simulation, log) =>
            KillAndGoOn(simulation, log, Collect));

        Assert.Equal((Ending.Completed, ""), (collected.Outcome.Ending, collected.Outcome.Because));
        Assert.Equal(plain.Order, collected.Order);
        Assert.Equal(plain.Digest, collected.Digest);
    }

    [Fact]
    public void A_finalizer_in_a_living_node_disarms_no_timer()
    {
        SimRun plain = SimRun.Of(1, (simulation, log) => DropTimer(simulation, () => { }));
        SimRun collected = SimRun.Of(1, (simulation, log) => DropTimer(simulation, Collect));

        Assert.Equal((Ending.Completed, ""), (collected.Outcome.Ending, collected.Outcome.Because));
        Assert.Equal(plain.Outcome.Steps, collected.Outcome.Steps);
        Assert.Equal(plain.Digest, collected.Digest);
    }

    private static async Task DropTimer(Simulation simulation, Action collect)
    {
        Drop(simulation.World.Time);
        collect();
        await Task.Delay(10 * _second, simulation.World.Time);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static void Drop(TimeProvider time) => _ = new PeriodicTimer(_second, time);
    }

    private static async Task KillAndGoOn(Simulation simulation, Action<string> log, Action collect)
    {
        SimNode node = simulation.AddNode("host");
        Populate(node);
        await Task.Delay(_second, simulation.World.Time);
        node.Kill();
        for (int i = 0; i < 5; i++)
        {
            collect();
            await Task.Delay(_second, simulation.World.Time);
            log($"{i} at {simulation.Now}");
        }
    }

    /// <summary>
    /// Leaves waiters and timers behind that have finalizers and nobody to hold them.
    /// </summary>
    private static void Populate(SimNode node)
    {
        for (int i = 0; i < 3; i++)
        {
            _ = node.Spawn("ticker", async () =>
            {
                using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(300), node.Time);
                while (await timer.WaitForNextTickAsync())
                {
                    await Task.Yield();
                }
            });
            _ = node.Spawn("sleeper", async () =>
            {
                using var source = new CancellationTokenSource(100 * _second, node.Time);
                await Task.Delay(Timeout.InfiniteTimeSpan, node.Time, source.Token);
            });
        }
    }

    private static void Collect()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
