using Harness.Sim.Kernel;
using Xunit;

namespace Harness.Properties.Kernel;

public class EndingTests
{
    private static readonly TimeSpan _second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Two_deadlocked_actors_beside_a_ticking_watchdog_are_stuck_and_both_named()
    {
        RunOutcome outcome = SimRun.Of(1, async (simulation, log) =>
        {
            using var left = new SemaphoreSlim(1);
            using var right = new SemaphoreSlim(1);
            SimNode world = simulation.World;
            _ = world.Spawn("watchdog", async () =>
            {
                while (true)
                {
                    await Task.Delay(_second, world.Time);
                }
            });
            _ = world.Spawn("lefty", () => LockBoth(left, right, world.Time), 30 * _second);
            await world.Spawn("righty", () => LockBoth(right, left, world.Time), 30 * _second);
        }).Outcome;

        Assert.Equal(Ending.Stuck, outcome.Ending);
        Assert.Equal(30 * _second, outcome.EndedAt - Harness.Reference.Ports.Instant.Zero);
        Assert.Equal(
            "the deadline of activity (of world/main/lefty, due by 30.0000000s) has passed",
            outcome.Because);
        Assert.Equal(
            ["activity (of world/main/lefty, due by 30.0000000s), in"
                + " Harness.Properties.Kernel.EndingTests.LockBoth awaits a SemaphoreSlim",
            "activity (of world/main/righty, due by 30.0000000s), in"
                + " Harness.Properties.Kernel.EndingTests.LockBoth awaits a SemaphoreSlim",
            "world/main, in Harness.Properties.Kernel.EndingTests.Two_deadlocked_actors_beside_a_"
                + "ticking_watchdog_are_stuck_and_both_named (a lambda) awaits a task that others"
                + " complete, since 0.0000000s",
            "world/main/watchdog, in Harness.Properties.Kernel.EndingTests.Two_deadlocked_actors_"
                + "beside_a_ticking_watchdog_are_stuck_and_both_named (a lambda) awaits a delay,"
                + " since 30.0000000s"],
            outcome.Pending);
    }

    [Theory]
    [InlineData(false, Ending.Stuck)]
    [InlineData(true, Ending.TimeBound)]
    public void A_deadlock_without_a_deadline_names_who_waits_for_what_and_since_when(
        bool ticks, Ending ending)
    {
        RunOutcome outcome = SimRun.Of(1, async (simulation, log) =>
        {
            using var left = new SemaphoreSlim(1);
            using var right = new SemaphoreSlim(1);
            SimNode world = simulation.World;
            _ = world.Spawn("ticker", async () =>
            {
                for (int i = 0; ticks || i < 2; i++)
                {
                    await Task.Delay(_second, world.Time);
                }
            });
            Task lefty = world.Spawn("lefty", () => LockBoth(left, right, world.Time));
            await world.Spawn("righty", () => LockBoth(right, left, world.Time));
            await lefty;
        }, options => options with { TimeBound = 90 * _second }).Outcome;

        Assert.Equal(ending, outcome.Ending);
        string locked = ", in Harness.Properties.Kernel.EndingTests.LockBoth"
            + " awaits a SemaphoreSlim, since 1.0000000s";
        Assert.Contains("world/main/lefty" + locked, outcome.Pending);
        Assert.Contains("world/main/righty" + locked, outcome.Pending);

        // What ticks on beside them is told last, and is not told if it is over.
        Assert.Equal(ticks ? 4 : 3, outcome.Pending.Count);
        Assert.Equal(ticks, outcome.Pending[^1].StartsWith(
            "world/main/ticker", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1_100, 1, Ending.Completed)]
    [InlineData(100, 90, Ending.Completed)]
    [InlineData(100, 1_000_000, Ending.Livelock)]
    public void Many_that_are_due_at_once_are_a_livelock_only_if_they_never_stop(
        int count, int yields, Ending ending)
    {
        RunOutcome outcome = SimRun.Of(1, (simulation, log) => Task.WhenAll(
            Enumerable.Range(0, count).Select(async _ =>
            {
                await Task.Delay(_second, simulation.World.Time);
                for (int i = 0; i < yields; i++)
                {
                    await Task.Yield();
                }
            })), options => options with { LivelockBound = 1000 }).Outcome;

        Assert.Equal((ending, outcome.Because), (outcome.Ending, outcome.Because));
    }

    [Fact]
    public void A_run_with_nothing_ready_and_nothing_due_is_stuck()
    {
        RunOutcome outcome = SimRun.Of(
            1, (simulation, log) => new TaskCompletionSource().Task).Outcome;

        Assert.Equal(
            (Ending.Stuck, "nothing is ready and nothing is due, and the run is not over"),
            (outcome.Ending, outcome.Because));
    }

    [Fact]
    public void A_nested_activity_says_in_which_method_it_waits()
    {
        RunOutcome outcome = SimRun.Of(1, async (simulation, log) =>
            await simulation.World.Spawn("outer", Outer, _second)).Outcome;

        Assert.Equal(
            "activity (of world/main/outer, due by 1.0000000s), in"
                + " Harness.Properties.Kernel.EndingTests.Outer >"
                + " Harness.Properties.Kernel.EndingTests.Inner"
                + " awaits a task that others complete",
            outcome.Pending[0]);

        static async Task Outer() => await Inner();
        static async Task<int> Inner()
        {
            await new TaskCompletionSource().Task;
            return 1;
        }
    }

    [Fact]
    public void Steps_without_time_moving_are_a_livelock()
    {
        RunOutcome outcome = SimRun.Of(
            1, Spin, options => options with { LivelockBound = 1000 }).Outcome;

        Assert.Equal(
            (Ending.Livelock, "1000 steps without time moving; the last was of world/main", 1000L),
            (outcome.Ending, outcome.Because, outcome.Steps));
    }

    [Fact]
    public void The_step_bound_ends_a_run_that_goes_on_for_ever()
    {
        RunOutcome outcome =
            SimRun.Of(1, Tick, options => options with { StepBound = 500 }).Outcome;

        Assert.Equal(
            (Ending.StepBound, "still running after 500 steps", 500L),
            (outcome.Ending, outcome.Because, outcome.Steps));
    }

    [Fact]
    public void The_time_bound_ends_a_run_that_goes_on_for_ever()
    {
        RunOutcome outcome = SimRun.Of(
            1, Tick, options => options with { TimeBound = 90 * _second }).Outcome;

        Assert.Equal(
            (Ending.TimeBound, "still running after 00:01:30 of virtual time"),
            (outcome.Ending, outcome.Because));
    }

    [Fact]
    public void An_unlucky_step_is_not_a_livelock()
    {
        // Two spinners wait for a third actor, whose steps this strategy always puts last.
        RunOutcome outcome = SimRun.Of(new Starving("world/main/setter"), async (simulation, log) =>
        {
            bool isSet = false;
            Task setter = simulation.World.Spawn("setter", async () =>
            {
                await Task.Yield();
                isSet = true;
            });
            Task spinner = simulation.World.Spawn("spinner", Spinner);
            await Spinner();
            await spinner;
            await setter;

            async Task Spinner()
            {
                while (!isSet)
                {
                    await Task.Yield();
                }
            }
        }, options => options with { LivelockBound = 1000 }).Outcome;

        Assert.Equal((Ending.Completed, ""), (outcome.Ending, outcome.Because));
        Assert.InRange(outcome.Steps, 500, 999);
    }

    [Fact]
    public void An_exception_that_escapes_crashes_the_run()
    {
        RunOutcome outcome = SimRun.Of(1, async (simulation, log) =>
        {
            _ = simulation.World.Spawn("bad", () => throw new InvalidOperationException("why"));
            await Task.Delay(_second, simulation.World.Time);
        }).Outcome;

        Assert.Equal(
            (Ending.Crashed, "world/main/bad: InvalidOperationException: why"),
            (outcome.Ending, outcome.Because));
        Assert.IsType<InvalidOperationException>(outcome.Error);
    }

    [Fact]
    public void A_node_that_handles_its_failed_actors_crashes_alone()
    {
        SimRun run = SimRun.Of(1, async (simulation, log) =>
        {
            SimNode node = simulation.AddNode("host");
            node.ActorFailed = (actor, error) =>
            {
                log($"{actor.Path}: {error.Message}");
                node.Kill();
            };
            _ = node.Spawn("bad", async () =>
            {
                await Task.Delay(_second, node.Time);
                throw new InvalidOperationException("why");
            });
            await Task.Delay(2 * _second, simulation.World.Time);
        });

        Assert.Equal((Ending.Completed, "host/bad: why"), (run.Outcome.Ending, run.Order));
    }

    [Fact]
    public void An_exception_in_a_timer_callback_crashes_the_run()
    {
        RunOutcome outcome = SimRun.Of(1, async (simulation, log) =>
        {
            using ITimer timer = simulation.World.Time.CreateTimer(
                _ => throw new InvalidOperationException("tick"), null, _second, _second);
            await Task.Delay(2 * _second, simulation.World.Time);
        }).Outcome;

        Assert.Equal(
            (Ending.Crashed, "world/main: InvalidOperationException: tick"),
            (outcome.Ending, outcome.Because));
    }

    private static async Task LockBoth(SemaphoreSlim first, SemaphoreSlim second, TimeProvider time)
    {
        await first.WaitAsync();
        await Task.Delay(_second, time);
        await second.WaitAsync();
    }

    private static async Task Spin(Simulation simulation, Action<string> log)
    {
        while (true)
        {
            await Task.Yield();
        }
    }

    private static async Task Tick(Simulation simulation, Action<string> log)
    {
        while (true)
        {
            await Task.Delay(_second, simulation.World.Time);
        }
    }
}
