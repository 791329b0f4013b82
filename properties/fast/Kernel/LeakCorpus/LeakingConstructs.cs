using System.Threading.Channels;
using Harness.Sim.Kernel;

namespace Harness.Properties.Kernel;

/// <summary>Constructs that go to the pool, to another thread or to the real clock.</summary>
internal static class LeakingConstructs
{
    private static readonly TimeSpan _soon = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan _hour = TimeSpan.FromHours(1);

    // Of real time: no test takes as long.
    private static readonly TimeSpan _never = TimeSpan.FromDays(1);

    internal static readonly IReadOnlyList<LeakCase> All =
    [
        new("contended SemaphoreSlim.WaitAsync(token)", SemaphoreToken,
            "contended SemaphoreSlim.WaitAsync with a token or a timeout: use"),
        new("contended SemaphoreSlim.WaitAsync(timeout)", SemaphoreTimeout,
            "contended SemaphoreSlim.WaitAsync with a token or a timeout: use"),
        new("ChannelReader.ReadAllAsync", ReadAll, "ChannelReader.ReadAllAsync: use"),
        new("Task.WhenEach", WhenEach, "Task.WhenEach: use"),
        new("CancellationTokenSource.CancelAsync", CancelAsync,
            "CancellationTokenSource.CancelAsync: use Cancel"),
        new("CancelAfter on a linked source", LinkedCancelAfter,
            "CancellationTokenSource's timeout on the real clock"),
        new("CancellationTokenSource(TimeSpan)", RealSource,
            "CancellationTokenSource's timeout on the real clock"),
        new("ConfigureAwait(false) on a delay", ConfiguredDelay,
            "ConfigureAwait(false) in Harness.Properties.Kernel.LeakingConstructs."
            + "ConfiguredDelay:"),
        new("ConfigureAwait(false) on an async method", ConfiguredMethod,
            "ConfigureAwait(false) in Harness.Properties.Kernel.LeakingConstructs."
            + "ConfiguredMethod:"),
        new("ConfigureAwait(false) on a ValueTask", ConfiguredValueTask,
            "ConfigureAwait(false) in Harness.Properties.Kernel.LeakingConstructs."
            + "ConfiguredValueTask:"),
        new("Task.Run, awaited", AwaitedRun,
            "on the default scheduler: use Spawn (the work is"),
        new("Task.Run, forgotten", ForgottenRun,
            "on the default scheduler: use Spawn (the work is"),
        new("Task.Delay on the real clock", RealDelay, "Task.Delay on the real clock: use"),
        new("Task.WaitAsync(TimeSpan) on the real clock", RealWait,
            "Task.WaitAsync on the real clock: use"),
        new("PeriodicTimer on the real clock", RealPeriod, "PeriodicTimer on the real clock: use"),
        new("System.Threading.Timer", RealTimer, "System.Threading.Timer on the real clock: use"),
        new("Task.Delay on the real clock, and nothing else is due", LongRealDelay,
            "world/main: Task.Delay on the real clock: use"),
        new("Task.Delay on the real clock, beside a longer virtual wait", RealDelayBeside,
            "world/main/aside: Task.Delay on the real clock: use"),
        new("PeriodicTimer on the real clock, and nothing else is due", LongRealPeriod,
            "PeriodicTimer on the real clock: use"),
        new("Task.WaitAsync(TimeSpan) on the real clock, never due", LongRealWait,
            "Task.WaitAsync on the real clock: use"),
        new("WhenAny over a Task.Delay on the real clock", RealAmong,
            "Task.Delay on the real clock: use"),
        new("CancellationTokenSource(TimeSpan) as the limit of a virtual hour", RealLimit,
            "CancellationTokenSource's timeout on the real clock"),
        new("CancellationTokenSource(TimeSpan), polled", RealLimitPolled,
            "CancellationTokenSource's timeout on the real clock"),
        new("contended SemaphoreSlim.WaitAsync(timeout), never due", LongSemaphoreTimeout,
            "contended SemaphoreSlim.WaitAsync with a token or a timeout: use"),
        new("System.Threading.Timer, never due", LongRealTimer,
            "System.Threading.Timer on the real clock: use"),
        new("Parallel.For", ParallelFor, "Parallel.For, ForEach or Invoke: use"),
        new("ThreadPool.QueueUserWorkItem", PoolItem, "ThreadPool.QueueUserWorkItem: use Spawn"),
        new("a new Thread", NewThread, "a new Thread: use Spawn"),
        new("a thread that completes a TaskCompletionSource", ForeignCompletion,
            "a TaskCompletionSource completed on another thread (by Harness.Properties."),
        new("WhenAll over asynchronous TaskCompletionSources", CombinedSources,
            "WhenAll, WhenAny or WaitAsync over a task that continues asynchronously"),
        new("WhenAny over a Task.Delay that is cancelled", CombinedDelay,
            "WhenAll, WhenAny or WaitAsync over a task that continues asynchronously"),
    ];

    private static Task LongRealDelay(Simulation simulation) => Task.Delay(_never);

    private static async Task RealDelayBeside(Simulation simulation)
    {
        _ = simulation.World.Spawn("aside", () => Task.Delay(_never));
        await Task.Delay(_hour, simulation.World.Time);
    }

    private static async Task LongRealPeriod(Simulation simulation)
    {
        using var timer = new PeriodicTimer(_never);
        await timer.WaitForNextTickAsync();
    }

    private static Task LongRealWait(Simulation simulation) =>
        new TaskCompletionSource().Task.WaitAsync(_never);

    private static async Task RealAmong(Simulation simulation) =>
        await Task.WhenAny(Task.Delay(_never), new TaskCompletionSource().Task);

    private static async Task RealLimit(Simulation simulation)
    {
        using var limit = new CancellationTokenSource(_never);
        await Task.Delay(_hour, simulation.World.Time, limit.Token);
    }

    private static async Task RealLimitPolled(Simulation simulation)
    {
        using var limit = new CancellationTokenSource(_never);
        for (int i = 0; i < 100 && !limit.IsCancellationRequested; i++)
        {
            await Task.Delay(_soon, simulation.World.Time);
        }
    }

    private static async Task LongRealTimer(Simulation simulation)
    {
        await using var timer = new Timer(_ => { }, null, _never, _never);
        await Task.Delay(_soon, simulation.World.Time);
        await Task.Delay(_soon, simulation.World.Time);
    }

    private static async Task LongSemaphoreTimeout(Simulation simulation)
    {
        using var gate = new SemaphoreSlim(0);
        await gate.WaitAsync(_never);
    }

    private static async Task ParallelFor(Simulation simulation)
    {
        await Task.Yield();
        var both = new CountdownEvent(2); // so that one of them is on another thread
        Parallel.For(0, 2, _ =>
        {
            both.Signal();
            both.Wait(TimeSpan.FromSeconds(60));
        });
        await Task.Yield();
    }

    private static async Task SemaphoreToken(Simulation simulation)
    {
        using var gate = new SemaphoreSlim(1);
        using var stop = new CancellationTokenSource();
        await gate.WaitAsync(stop.Token);
        _ = simulation.World.Spawn("second", async () => await gate.WaitAsync(stop.Token));
        await Task.Delay(_soon, simulation.World.Time);
        gate.Release();
        await Task.Delay(_soon, simulation.World.Time);
    }

    private static async Task SemaphoreTimeout(Simulation simulation)
    {
        using var gate = new SemaphoreSlim(1);
        await gate.WaitAsync(_soon);
        await gate.WaitAsync(_soon);
    }

    private static async Task ReadAll(Simulation simulation)
    {
        var channel = Channel.CreateUnbounded<int>();
        _ = simulation.World.Spawn("writer", async () =>
        {
            await Task.Delay(_soon, simulation.World.Time);
            channel.Writer.TryWrite(1);
            channel.Writer.Complete();
        });
        await foreach (int _ in channel.Reader.ReadAllAsync())
        {
            await Task.Yield();
        }
    }

    private static async Task WhenEach(Simulation simulation)
    {
        Task[] tasks = [Task.Delay(_soon, simulation.World.Time),
            Task.Delay(2 * _soon, simulation.World.Time)];
        await foreach (Task task in Task.WhenEach(tasks))
        {
            await task;
        }
    }

    private static async Task CancelAsync(Simulation simulation)
    {
        using var source = new CancellationTokenSource();
        Task delay = Task.Delay(_soon, simulation.World.Time, source.Token);
        await source.CancelAsync();
        await Task.WhenAny(delay);
    }

    private static async Task LinkedCancelAfter(Simulation simulation)
    {
        using var outer = new CancellationTokenSource();
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(outer.Token);
        linked.CancelAfter(_soon);
        await Task.Delay(Timeout.InfiniteTimeSpan, simulation.World.Time, linked.Token);
    }

    private static async Task RealSource(Simulation simulation)
    {
        using var source = new CancellationTokenSource(_soon);
        await Task.Delay(Timeout.InfiniteTimeSpan, simulation.World.Time, source.Token);
    }

    private static async Task ConfiguredDelay(Simulation simulation) =>
        await Task.Delay(_soon, simulation.World.Time).ConfigureAwait(false);

    private static async Task ConfiguredMethod(Simulation simulation)
    {
        await Inner().ConfigureAwait(false);

        static async Task Inner() => await Task.Yield();
    }

    private static async Task ConfiguredValueTask(Simulation simulation)
    {
        var channel = Channel.CreateUnbounded<int>();
        _ = simulation.World.Spawn("writer", async () =>
        {
            await Task.Delay(_soon, simulation.World.Time);
            channel.Writer.TryWrite(1);
        });
        await channel.Reader.ReadAsync().ConfigureAwait(false);
    }

    private static async Task AwaitedRun(Simulation simulation) =>
        await Task.Run(static () => 7);

    private static Task ForgottenRun(Simulation simulation)
    {
        _ = Task.Run(static () => 7);
        return Task.CompletedTask;
    }

    private static async Task RealDelay(Simulation simulation) => await Task.Delay(_soon);

    private static async Task RealWait(Simulation simulation) =>
        await new TaskCompletionSource().Task.WaitAsync(_soon);

    private static async Task RealPeriod(Simulation simulation)
    {
        using var timer = new PeriodicTimer(_soon);
        await timer.WaitForNextTickAsync();
    }

    private static async Task RealTimer(Simulation simulation)
    {
        var fired = new TaskCompletionSource();
        using var timer = new Timer(
            _ => fired.TrySetResult(), null, _soon, Timeout.InfiniteTimeSpan);
        await fired.Task;
    }

    private static async Task PoolItem(Simulation simulation)
    {
        var done = new TaskCompletionSource();
        ThreadPool.QueueUserWorkItem(static done => done.SetResult(), done, preferLocal: false);
        await done.Task;
    }

    private static async Task NewThread(Simulation simulation)
    {
        var done = new TaskCompletionSource();
        new Thread(() => done.SetResult()) { IsBackground = true }.Start();
        await done.Task;
    }

    private static async Task ForeignCompletion(Simulation simulation)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = simulation.World.Spawn("starter", () =>
        {
            // The actor does not flow into it, as it does not into a thread that was there before.
            new Thread(() => Complete(done)) { IsBackground = true }.UnsafeStart();
            return Task.CompletedTask;
        });
        await done.Task;
    }

    private static void Complete(TaskCompletionSource done) => done.SetResult();

    private static async Task CombinedSources(Simulation simulation)
    {
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = simulation.World.Spawn("completer", async () =>
        {
            // The last: the pool ends the WhenAll.
            await Task.Delay(2 * _soon, simulation.World.Time);
            first.SetResult();
        });
        await Task.WhenAll(first.Task, Task.Delay(_soon, simulation.World.Time));
    }

    private static async Task CombinedDelay(Simulation simulation)
    {
        using var stop = new CancellationTokenSource();
        _ = simulation.World.Spawn("canceller", async () =>
        {
            await Task.Delay(_soon, simulation.World.Time);
            stop.Cancel();
        });
        await Task.WhenAny(Task.Delay(2 * _soon, simulation.World.Time, stop.Token));
    }
}
