using Harness.Sim.Kernel;
using Xunit;

namespace Harness.Properties.Kernel;

/// <summary>What stands still while a node is paused, and what does not.</summary>
public class PauseTests
{
    private static readonly TimeSpan _minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(6, 4, true)] // six minutes of pause do not count
    [InlineData(6, 5, true)] // what is over at its deadline is in time
    [InlineData(6, 6, false)]
    [InlineData(0, 4, true)]
    [InlineData(0, 6, false)]
    public void A_deadline_of_five_minutes_does_not_count_a_pause(
        int paused, int worked, bool isInTime)
    {
        SimRun run = SimRun.Of(1, async (simulation, log) =>
        {
            TimeProvider time = simulation.World.Time;
            SimNode node = simulation.AddNode("host");
            Obligation obligation = simulation.Expect(node.Root, "a request", 5 * _minute);
            await Task.Delay(_minute, time);
            await Pause(node, paused * _minute, time);
            await Task.Delay((worked - 1) * _minute, time);
            obligation.Fulfil();
            await Task.Delay(10 * _minute, time);
        });

        Assert.Equal(
            isInTime
                ? (Ending.Completed, "")
                : (Ending.Stuck, "the deadline of a request (of host, due by"
                    + $" {(5 + paused) * 60}.0000000s) has passed"),
            (run.Outcome.Ending, run.Outcome.Because));
    }

    [Fact]
    public void What_is_expected_of_a_paused_node_has_its_time_from_the_end_of_the_pause()
    {
        RunOutcome outcome = SimRun.Of(1, async (simulation, log) =>
        {
            TimeProvider time = simulation.World.Time;
            SimNode node = simulation.AddNode("host");
            node.Pause();
            await Task.Delay(_minute, time);
            simulation.Expect(node.Root, "a request", 5 * _minute);
            await Task.Delay(6 * _minute, time);
            node.Resume();
            await Task.Delay(10 * _minute, time);
        }).Outcome;

        Assert.Equal(
            (Ending.Stuck, "the deadline of a request (of host, due by 720.0000000s)"
                + " has passed"),
            (outcome.Ending, outcome.Because));
    }

    [Fact]
    public void The_deadlines_of_other_nodes_run_on()
    {
        RunOutcome outcome = SimRun.Of(1, async (simulation, log) =>
        {
            TimeProvider time = simulation.World.Time;
            SimNode node = simulation.AddNode("host");
            simulation.Expect(simulation.World.Root, "a repair", 5 * _minute);
            simulation.Expect(node.Root, "a request", 2 * _minute);
            await Pause(node, 10 * _minute, time);
        }).Outcome;

        Assert.Equal(
            (Ending.Stuck, "the deadline of a repair (of world, due by 300.0000000s)"
                + " has passed"),
            (outcome.Ending, outcome.Because));
        // What stands still is not over either.
        Assert.StartsWith("a request", outcome.Pending[0], StringComparison.Ordinal);
        Assert.StartsWith("a repair", outcome.Pending[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Two_pauses_add_up_and_a_node_that_dies_in_one_owes_nothing()
    {
        RunOutcome outcome = SimRun.Of(1, async (simulation, log) =>
        {
            TimeProvider time = simulation.World.Time;
            SimNode node = simulation.AddNode("host");
            SimNode other = simulation.AddNode("other");
            simulation.Expect(other.Root, "nothing", _minute);
            other.Pause();
            other.Kill();
            Obligation obligation = simulation.Expect(node.Root, "a request", 5 * _minute);
            await Pause(node, 6 * _minute, time);
            await Task.Delay(2 * _minute, time);
            await Pause(node, 6 * _minute, time);
            await Task.Delay(2 * _minute, time);
            obligation.Fulfil();
        }).Outcome;

        Assert.Equal((Ending.Completed, ""), (outcome.Ending, outcome.Because));
    }

    [Fact]
    public void What_waited_goes_on_in_the_order_in_which_it_became_ready()
    {
        SimRun run = SimRun.Of(new FifoExecution(1), async (simulation, log) =>
        {
            TimeProvider time = simulation.World.Time;
            SimNode node = simulation.AddNode("host");
            _ = simulation.World.Spawn("pause", () =>
            {
                node.Pause(); // its own step is out: the steps left do not lie in order
                return Task.CompletedTask;
            });
            for (int i = 0; i < 8; i++)
            {
                Add(node, log, $"{i}");
            }

            await Task.Delay(_minute, time);
            Add(node, log, "late");
            Add(node, log, "later");
            node.Resume();
            node.Pause();
            Add(node, log, "last");
            node.Resume();
            await Task.Delay(_minute, time);
        });

        Assert.Equal("0 1 2 3 4 5 6 7 late later last", run.Order);

        static void Add(SimNode node, Action<string> log, string name) =>
            _ = node.Spawn(name, () =>
            {
                log(name);
                return Task.CompletedTask;
            });
    }

    private static async Task Pause(SimNode node, TimeSpan span, TimeProvider time)
    {
        if (span > TimeSpan.Zero)
        {
            node.Pause();
            await Task.Delay(span, time);
            node.Resume();
        }
    }
}
