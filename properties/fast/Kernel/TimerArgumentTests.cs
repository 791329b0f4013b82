using Harness.Sim.Kernel;
using Xunit;

namespace Harness.Properties.Kernel;

/// <summary>A timer of virtual time takes what the platform's own takes, no more.</summary>
public class TimerArgumentTests
{
    private const long Longest = 4_294_967_294;

    public static TheoryData<double> Milliseconds =>
    [
        -1e9, -2, -1.5, -1, -0.5, 0, 0.5, 1, Longest, Longest + 0.5, Longest + 1, 1e13,
    ];

    [Theory]
    [MemberData(nameof(Milliseconds))]
    public void It_is_set_to_what_the_platform_allows(double milliseconds)
    {
        TimeSpan span = TimeSpan.FromMilliseconds(milliseconds);
        bool isFine = milliseconds > -2 && milliseconds < Longest + 1;
        List<string?> platform = Tried(TimeProvider.System, span);
        List<string?> here = [];
        SimRun run = SimRun.Of(1, (simulation, log) =>
        {
            here = Tried(simulation.World.Time, span);
            return Task.CompletedTask;
        });

        Assert.Equal(Ending.Completed, run.Outcome.Ending);
        Assert.Equal(platform, here);
        Assert.Equal(
            isFine ? [null, null, null, null] : ["dueTime", "period", "dueTime", "period"], here);
    }

    [Fact]
    public void A_timer_that_was_refused_stays_as_it_was()
    {
        SimRun run = SimRun.Of(1, async (simulation, log) =>
        {
            TimeSpan second = TimeSpan.FromSeconds(1);
            using ITimer timer = simulation.World.Time.CreateTimer(
                _ => log($"{simulation.Now}"), null, second, Timeout.InfiniteTimeSpan);
            Assert.Throws<ArgumentOutOfRangeException>(() => timer.Change(-second, second));
            Assert.Throws<ArgumentOutOfRangeException>(() => timer.Change(second, -second));
            await Task.Delay(5 * second, simulation.World.Time);
        });

        Assert.Equal((Ending.Completed, "1.0000000s"), (run.Outcome.Ending, run.Order));
    }

    [Fact]
    public void What_the_kernel_itself_schedules_may_lie_further_ahead()
    {
        SimRun run = SimRun.Of(1, async (simulation, log) =>
        {
            var over = new TaskCompletionSource();
            simulation.After(simulation.World.Root, TimeSpan.FromDays(60), over.SetResult);
            await over.Task;
            log($"{simulation.Now}");
        });

        Assert.Equal((Ending.Completed, "5184000.0000000s"), (run.Outcome.Ending, run.Order));
    }

    /// <summary>Which argument was refused, of a new timer and of one that is changed.</summary>
    private static List<string?> Tried(TimeProvider time, TimeSpan span)
    {
        TimeSpan never = Timeout.InfiniteTimeSpan;
        using ITimer timer = time.CreateTimer(_ => { }, null, never, never);
        return
        [
            Refused(() => time.CreateTimer(_ => { }, null, span, never).Dispose()),
            Refused(() => time.CreateTimer(_ => { }, null, never, span).Dispose()),
            Refused(() => timer.Change(span, never)),
            Refused(() => timer.Change(never, span)),
        ];
    }

    private static string? Refused(Action attempt)
    {
        try
        {
            attempt();
            return null;
        }
        catch (ArgumentOutOfRangeException refused)
        {
            return refused.ParamName;
        }
    }
}
