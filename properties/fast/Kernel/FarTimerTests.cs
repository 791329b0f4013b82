using Harness.Reference.Ports;
using Harness.Sim.Kernel;
using Xunit;

namespace Harness.Properties.Kernel;

/// <summary>A timer fires at its instant, however far away that is.</summary>
public class FarTimerTests
{
    private static readonly TimeSpan _day = TimeSpan.FromDays(1);

    // Both sides of what may be counted in another unit, and of what the platform's timers can.
    public static TheoryData<TimeSpan> Far =>
    [
        TimeSpan.FromTicks(1), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(59),
        TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(61), TimeSpan.FromMinutes(59),
        TimeSpan.FromHours(1), TimeSpan.FromHours(1.5), _day, 24 * _day, 25 * _day, 49 * _day,
        TimeSpan.FromMilliseconds(uint.MaxValue - 1), TimeSpan.FromMilliseconds(uint.MaxValue),
        50 * _day, 365 * _day, 400 * _day - TimeSpan.FromTicks(1), 400 * _day,
    ];

    private static TimeSpan LongestOfPlatform => TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    [Theory]
    [MemberData(nameof(Far))]
    public void A_step_of_the_kernel_comes_at_its_instant(TimeSpan after)
    {
        Instant? came = null;
        SimRun run = SimRun.Of(1, async (simulation, log) =>
        {
            var over = new TaskCompletionSource();
            simulation.After(simulation.World.AddActor("far"), after, () =>
            {
                came = simulation.Now;
                over.SetResult();
            });
            await over.Task;
        });

        Assert.Equal((Ending.Completed, ""), (run.Outcome.Ending, run.Outcome.Because));
        Assert.Equal(Instant.Zero + after, came);
        Assert.Equal(Instant.Zero + after, run.Outcome.EndedAt);
    }

    [Theory]
    [MemberData(nameof(Far))]
    public void A_timer_of_the_clock_fires_at_its_instant_and_so_does_the_one_after_it(
        TimeSpan after)
    {
        if (after > LongestOfPlatform)
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => SimTimerOf(after));
            return;
        }

        var came = new List<Instant>();
        SimRun run = SimRun.Of(
            1,
            async (simulation, log) =>
            {
                foreach (TimeSpan due in (TimeSpan[])[after, TimeSpan.FromMilliseconds(3)])
                {
                    var over = new TaskCompletionSource();
                    using ITimer timer = simulation.World.Time.CreateTimer(
                        _ =>
                        {
                            came.Add(simulation.Now);
                            over.SetResult();
                        },
                        null, due, Timeout.InfiniteTimeSpan);
                    await over.Task;
                }
            });

        // The platform counts whole milliseconds or finer; ours keeps what it was told.
        Assert.Equal(
            [Instant.Zero + after, Instant.Zero + after + TimeSpan.FromMilliseconds(3)], came);
        Assert.Equal(Ending.Completed, run.Outcome.Ending);
    }

    [Fact]
    public void A_wait_in_pieces_is_over_at_its_instant_after_400_days()
    {
        Instant? woke = null;
        SimRun.Of(1, async (simulation, log) =>
        {
            await Harness.Reference.Concurrency.Waiting.Until(
                Instant.Zero + (400 * _day), simulation.World.Time, CancellationToken.None);
            woke = simulation.Now;
        });

        Assert.Equal(Instant.Zero + (400 * _day), woke);
    }

    [Fact]
    public void The_wall_clock_has_gone_as_far_as_the_other()
    {
        (TimeSpan Wall, TimeSpan Monotonic) gone = default;
        SimRun.Of(1, async (simulation, log) =>
        {
            TimeProvider time = simulation.World.Time;
            (DateTimeOffset wall, long stamp) = (time.GetUtcNow(), time.GetTimestamp());
            await Task.Delay(49 * _day, time);
            gone = (time.GetUtcNow() - wall, time.GetElapsedTime(stamp));
        });

        Assert.Equal((49 * _day, 49 * _day), gone);
    }

    private static void SimTimerOf(TimeSpan due)
    {
        Exception? thrown = null;
        SimRun.Of(1, (simulation, log) =>
        {
            thrown = Record.Exception(() => simulation.World.Time.CreateTimer(
                _ => { }, null, due, Timeout.InfiniteTimeSpan));
            return Task.CompletedTask;
        });
        throw thrown ?? new InvalidOperationException("nothing was thrown");
    }
}
