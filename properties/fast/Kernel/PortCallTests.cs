using Harness.Sim.Kernel;
using Xunit;

namespace Harness.Properties.Kernel;

[Collection(nameof(AloneWithThePool))]
public class PortCallTests
{
    private static readonly TimeSpan _ms = TimeSpan.FromMilliseconds(1);

    [Theory]
    [InlineData(PortMoment.BeforeEffect, "")]
    [InlineData(PortMoment.BeforeAnswer, "effect")]
    [InlineData(PortMoment.AfterAnswer, "effect")]
    public void A_kill_in_a_port_call_leaves_what_had_happened_and_no_more(
        PortMoment moment, string expected)
    {
        SimRun run = SimRun.Of(1, async (simulation, log) =>
        {
            SimNode node = simulation.AddNode("host");
            node.PortMomentReached = (_, reached) =>
            {
                if (reached == moment)
                {
                    node.Kill();
                }
            };
            _ = node.Spawn("caller", () => Caller(node, log));
            await Task.Delay(100 * _ms, simulation.World.Time);
        });

        Assert.Equal((Ending.Completed, expected), (run.Outcome.Ending, run.Order));
    }

    [Fact]
    public void A_call_that_nobody_disturbs_passes_all_moments_in_order()
    {
        SimRun run = SimRun.Of(1, async (simulation, log) =>
        {
            simulation.World.PortMomentReached = (call, moment) =>
                log($"{call.Port}.{call.Operation}({call.Subject})#{call.Number}:{moment}");
            await Caller(simulation.World, log);
        });

        Assert.Equal(
            "disk.write(x)#0:BeforeEffect effect disk.write(x)#0:BeforeAnswer"
            + " disk.write(x)#0:AfterAnswer answer",
            run.Order);
    }

    [Fact]
    public void Other_actors_run_between_the_effect_and_the_answer()
    {
        SortedSet<string> orders = SimRun.Orders(100, async (simulation, log) =>
        {
            Task other = simulation.World.Spawn("other", async () =>
            {
                await Task.Yield();
                log("other");
            });
            await Caller(simulation.World, log);
            await other;
        });

        Assert.Equal(
            ["effect answer other", "effect other answer", "other effect answer"], orders);
    }

    [Fact]
    public void The_steps_of_a_call_take_their_time()
    {
        SimRun run = SimRun.Of(1, async (simulation, log) =>
        {
            var timing = new PortTiming(
                LatencyRange.Exactly(3 * _ms), LatencyRange.Exactly(4 * _ms), 10 * _ms);
            await simulation.World.Call("disk", "write", "x", timing, () =>
            {
                log($"{simulation.Now}");
                return 0;
            });
            log($"{simulation.Now}");
        });

        Assert.Equal("0.0030000s 0.0070000s", run.Order);
    }

    [Fact]
    public void A_call_whose_answer_is_late_is_stuck_by_its_deadline()
    {
        RunOutcome outcome = SimRun.Of(1, async (simulation, log) =>
        {
            var timing = new PortTiming(
                LatencyRange.None, LatencyRange.Exactly(11 * _ms), 10 * _ms);
            await simulation.World.Call("disk", "write", "x", timing, () => 0);
        }).Outcome;

        Assert.Equal(
            (Ending.Stuck,
                "the deadline of disk.write(x) (of world/main, due by 0.0100000s) has passed"),
            (outcome.Ending, outcome.Because));
    }

    private static async Task Caller(SimNode node, Action<string> log)
    {
        await node.Call("disk", "write", "x", PortTiming.Immediate, () =>
        {
            log("effect");
            return 0;
        });
        log("answer");
    }
}
