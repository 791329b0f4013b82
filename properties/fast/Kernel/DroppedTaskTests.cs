using Harness.Sim.Kernel;
using Xunit;

namespace Harness.Properties.Kernel;

public class DroppedTaskTests
{
    private static readonly TimeSpan _second = TimeSpan.FromSeconds(1);

    public static TheoryData<string> Seen => [.. _seen.Keys];

    public static TheoryData<string> Unseen => [.. _unseen.Keys];

    // Each fails after a second, or at once, and nobody ever looks at that task.
    private static readonly Dictionary<string, Func<Simulation, Task>> _seen = new()
    {
        ["dropped"] = simulation =>
        {
            _ = Bad(simulation);
            return Wait(simulation, 5);
        },
        ["failed before its first await"] = simulation =>
        {
            _ = BadAtOnce();
            return Wait(simulation, 5);
        },
        ["of an activity that is over"] = async simulation =>
        {
            await simulation.World.Spawn("over", () =>
            {
                _ = Bad(simulation);
                return Task.CompletedTask;
            });
            await Wait(simulation, 5);
        },
        ["kept, and awaited in a WhenAny only"] = async simulation =>
        {
            Task bad = Bad(simulation);
            await Task.WhenAny(bad, Wait(simulation, 5));
        },
    };

    private static readonly Dictionary<string, Func<Simulation, Task>> _unseen = new()
    {
        ["caught"] = async simulation =>
            await Assert.ThrowsAsync<InvalidOperationException>(() => Bad(simulation)),
        ["awaited later"] = async simulation =>
        {
            Task bad = Bad(simulation);
            await Wait(simulation, 5);
            await Assert.ThrowsAsync<InvalidOperationException>(() => bad);
        },
        ["looked at without an await"] = async simulation =>
        {
            Task bad = Bad(simulation);
            await Wait(simulation, 5);
            Assert.NotNull(bad.Exception);
        },
        ["cancelled"] = simulation =>
        {
            _ = Task.Delay(_second, simulation.World.Time, new CancellationToken(true));
            return Wait(simulation, 5);
        },
        ["still to be looked at as the run ends"] = async simulation =>
        {
            _ = simulation.World.Spawn(
                "waits on", () => Task.WhenAll(Bad(simulation), Wait(simulation, 500)));
            await Wait(simulation, 5);
        },
        ["of a node that was killed meanwhile"] = async simulation =>
        {
            SimNode node = simulation.AddNode("node");
            _ = node.Spawn("drops", async () =>
            {
                _ = Bad(simulation);
                await Wait(simulation, 500);
            });
            await Wait(simulation, 5);
            node.Kill();
            await Wait(simulation, 5);
        },
    };

    [Theory]
    [MemberData(nameof(Seen))]
    public void A_failure_that_nobody_looks_at_fails_the_run(string how)
    {
        for (ulong seed = 0; seed < 3; seed++)
        {
            RunOutcome outcome = SimRun.Of(seed, (run, log) => _seen[how](run)).Outcome;

            Assert.Equal(Ending.Dropped, outcome.Ending);
            Assert.Contains(
                ": a task failed and nobody looked at it: InvalidOperationException: why"
                    + " (in Harness.Properties.Kernel.DroppedTaskTests.Bad",
                outcome.Because, StringComparison.Ordinal);
            Assert.IsType<InvalidOperationException>(outcome.Error);
        }
    }

    [Theory]
    [MemberData(nameof(Unseen))]
    public void A_failure_that_is_looked_at_or_may_be_does_not(string how)
    {
        for (ulong seed = 0; seed < 3; seed++)
        {
            RunOutcome outcome = SimRun.Of(seed, (run, log) => _unseen[how](run)).Outcome;

            Assert.Equal((Ending.Completed, ""), (outcome.Ending, outcome.Because));
        }
    }

    [Fact]
    public void Of_two_the_first_is_told_and_its_activity_named()
    {
        RunOutcome outcome = SimRun.Of(1, async (simulation, log) =>
        {
            _ = simulation.World.Spawn("late", async () =>
            {
                await Wait(simulation, 2);
                _ = Bad(simulation);
                await Wait(simulation, 5);
            });
            await simulation.World.Spawn("early", () =>
            {
                _ = Bad(simulation);
                return Wait(simulation, 9);
            });
        }).Outcome;

        Assert.StartsWith("world/main/early: ", outcome.Because, StringComparison.Ordinal);
    }

    private static Task Wait(Simulation simulation, int seconds) =>
        Task.Delay(seconds * _second, simulation.World.Time);

    private static async Task Bad(Simulation simulation)
    {
        await Wait(simulation, 1);
        throw new InvalidOperationException("why");
    }

    private static async Task BadAtOnce()
    {
        if (_second > TimeSpan.Zero)
        {
            throw new InvalidOperationException("why");
        }

        await Task.Yield();
    }
}
