using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Harness.Sim.Kernel;
using Xunit;

namespace Harness.Properties.Kernel;

/// <summary>Constructs that stay on the actor's scheduler and on virtual time.</summary>
internal static class CleanConstructs
{
    private static readonly TimeSpan _soon = TimeSpan.FromMilliseconds(5);

    internal static readonly IReadOnlyList<LeakCase> All =
    [
        new("Task.Delay(TimeSpan, TimeProvider)", Delay, null),
        new("Task.Delay(TimeSpan, TimeProvider, token), cancelled", CancelledDelay, null),
        new("CancellationTokenSource(TimeSpan, TimeProvider)", Source, null),
        new("PeriodicTimer(TimeSpan, TimeProvider)", Period, null),
        new("Task.WaitAsync(TimeSpan, TimeProvider)", Wait, null),
        new("Channel read, write and WaitToRead", Channels, null),
        new("SemaphoreSlim.WaitAsync()", Semaphore, null),
        new("Task.WhenAll and WhenAny over spawned activities", Combine, null),
        new("Task.WhenAll over port calls", Calls, null),
        new("an async iterator of one's own", Iterator, null),
        new("timers of the real clock that were disposed", Disposed, null),
    ];

    private static async Task Delay(Simulation simulation)
    {
        await Task.Yield();
        await Task.Delay(_soon, simulation.World.Time);
    }

    private static async Task CancelledDelay(Simulation simulation)
    {
        using var source = new CancellationTokenSource();
        _ = simulation.World.Spawn("canceller", async () =>
        {
            await Task.Delay(_soon, simulation.World.Time);
            source.Cancel();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Task.Delay(3 * _soon, simulation.World.Time, source.Token));
    }

    private static async Task Source(Simulation simulation)
    {
        using var source = new CancellationTokenSource(_soon, simulation.World.Time);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Task.Delay(Timeout.InfiniteTimeSpan, simulation.World.Time, source.Token));
    }

    private static async Task Period(Simulation simulation)
    {
        using var timer = new PeriodicTimer(_soon, simulation.World.Time);
        await timer.WaitForNextTickAsync();
        await timer.WaitForNextTickAsync();
    }

    private static async Task Wait(Simulation simulation)
    {
        Task never = new TaskCompletionSource().Task;
        await Task.WhenAny(never.WaitAsync(_soon, simulation.World.Time));
        await Task.Delay(_soon, simulation.World.Time).WaitAsync(3 * _soon, simulation.World.Time);
    }

    private static async Task Channels(Simulation simulation)
    {
        var channel = Channel.CreateBounded<int>(1);
        Task writer = simulation.World.Spawn("writer", async () =>
        {
            for (int i = 0; i < 3; i++)
            {
                await channel.Writer.WriteAsync(i);
            }

            channel.Writer.Complete();
        });
        await channel.Reader.ReadAsync();
        while (await channel.Reader.WaitToReadAsync())
        {
            channel.Reader.TryRead(out _);
        }

        await writer;
    }

    private static async Task Semaphore(Simulation simulation)
    {
        using var gate = new SemaphoreSlim(1);
        Task[] users = [Use("first"), Use("second"), Use("third")];
        await Task.WhenAll(users);

        Task Use(string name) => simulation.World.Spawn(name, async () =>
        {
            await gate.WaitAsync();
            await Task.Delay(_soon, simulation.World.Time);
            gate.Release();
        });
    }

    private static async Task Combine(Simulation simulation)
    {
        Task first = simulation.World.Spawn("first", () => Delay(simulation));
        Task second = simulation.World.Spawn("second", () => Delay(simulation));
        await Task.WhenAny(first, second);
        await Task.WhenAll(first, second);
        await simulation.World.Spawn("third", () => Delay(simulation))
            .WaitAsync(3 * _soon, simulation.World.Time);
    }

    private static async Task Calls(Simulation simulation)
    {
        var timing = new PortTiming(
            new LatencyRange(TimeSpan.Zero, _soon),
            new LatencyRange(TimeSpan.Zero, _soon),
            5 * _soon);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(number =>
            simulation.World.Call("port", "call", "", timing, () => number)));
    }

    private static async Task Disposed(Simulation simulation)
    {
        var never = TimeSpan.FromDays(1);
        var source = new CancellationTokenSource(never);
        source.Dispose();
        var timer = new PeriodicTimer(never);
        timer.Dispose();
        var plain = new Timer(_ => { }, null, never, never);
        plain.Dispose();
        using var takenBack = new CancellationTokenSource(never);
        takenBack.CancelAfter(Timeout.InfiniteTimeSpan);
        using var stop = new CancellationTokenSource();
        Task delay = Task.Delay(never, stop.Token);
        stop.Cancel();
        await Task.Delay(_soon, simulation.World.Time);
        Assert.True(delay.IsCanceled);
        GC.KeepAlive(source);
        GC.KeepAlive(timer);
        GC.KeepAlive(plain);
    }

    private static async Task Iterator(Simulation simulation)
    {
        await foreach (int _ in Numbers(simulation))
        {
            await Task.Yield();
        }
    }

    private static async IAsyncEnumerable<int> Numbers(
        Simulation simulation, [EnumeratorCancellation] CancellationToken token = default)
    {
        for (int i = 0; i < 3; i++)
        {
            await Task.Delay(_soon, simulation.World.Time, token);
            yield return i;
        }
    }
}
