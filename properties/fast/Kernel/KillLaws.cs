using FsCheck;
using FsCheck.Fluent;
using Harness.Properties.Replaying;
using Harness.Sim.Kernel;
using Xunit;

namespace Harness.Properties.Kernel;

/// <summary>A kill at any step, under any seed.</summary>
[Collection(nameof(AloneWithThePool))]
public class KillLaws
{
    [Property(MaxTest = 300)]
    public Property
        After_a_kill_at_any_step_nothing_of_the_node_is_observed_and_runs_are_identical() =>
        ForAll.Of(
            from seed in Gen.Choose(0, 1_000_000)
            from step in Gen.Choose(0, 60)
            from collects in Gen.Choose(0, 9)
            select (seed, step, collects: collects == 0),
            each =>
            {
                SimRun run = Killed(each.seed, each.step, collects: false);
                SimRun again = Killed(each.seed, each.step, each.collects);
                int kill = run.Events.ToList().IndexOf("killed");

                Assert.Equal((Ending.Completed, ""), (run.Outcome.Ending, run.Outcome.Because));
                Assert.True(kill >= 0);
                Assert.DoesNotContain(
                    run.Events.Skip(kill),
                    text => text.StartsWith("node", StringComparison.Ordinal));
                Assert.Equal(run.Order, again.Order);
                Assert.Equal(run.Digest, again.Digest);
            });

    [Fact]
    public void The_kill_is_early_in_some_runs_and_late_in_others()
    {
        int[] seen = [.. Enumerable.Range(0, 60).Select(step =>
            Killed(step, step, collects: false).Events
                .Count(text => text.StartsWith("node", StringComparison.Ordinal)))];

        Assert.Contains(0, seen);
        Assert.True(seen.Max() > 10, $"{seen.Max()} events before the latest kill");
    }

    private static SimRun Killed(int seed, int step, bool collects) => SimRun.Of(
        (ulong)seed,
        async (simulation, log) =>
        {
            SimNode node = simulation.AddNode("host");
            _ = node.Spawn("life", () => Life(simulation, node, log));
            for (int i = 0; i < step; i++)
            {
                await Task.Yield();
                if (i % 7 == 6)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(1), simulation.World.Time);
                }
            }

            node.Kill();
            log("killed");
            if (collects)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }

            await Task.Delay(TimeSpan.FromSeconds(1), simulation.World.Time);
            log("over");
        });

    private static async Task Life(Simulation simulation, SimNode node, Action<string> log)
    {
        try
        {
            Task[] work = [node.Spawn("ticks", Ticks),
                node.Spawn("calls", Calls), node.Spawn("waits", Waits)];
            await Task.WhenAll(work);
        }
        finally
        {
            log("node finally");
        }

        async Task Ticks()
        {
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1), node.Time);
            while (await timer.WaitForNextTickAsync())
            {
                log("node tick");
            }
        }

        async Task Calls()
        {
            var time = new LatencyRange(TimeSpan.Zero, TimeSpan.FromMilliseconds(1));
            var timing = new PortTiming(time, time, TimeSpan.FromSeconds(1));
            while (true)
            {
                int answer = await node.Call("port", "call", "", timing, () =>
                {
                    log("node effect");
                    return 1;
                });
                log($"node answer{answer}");
            }
        }

        async Task Waits()
        {
            using CancellationTokenRegistration told = node.Stop.Register(() => log("node stop"));
            while (true)
            {
                await Task.Delay(
                    TimeSpan.FromMilliseconds(simulation.Draw(ChoiceKind.Latency, 1, 3)),
                    node.Time, node.Stop);
                log("node wakes");
            }
        }
    }
}
