using System.Threading.Channels;

namespace Harness.Properties.Kernel;

/// <summary>What a conformance program may use, so that both schedulers can run it.</summary>
internal sealed record Stage(Func<string, Func<Task>, Task> Spawn, Action<string> Log);

/// <summary>A program, and its only order if inlining fixes that.</summary>
internal sealed record ConformanceProgram(string Name, Func<Stage, Task> Body, string? OnlyOrder);

/// <summary>Small programs whose log shows in what order a scheduler runs continuations.</summary>
internal static class ConformancePrograms
{
    internal static readonly IReadOnlyList<ConformanceProgram> All =
    [
        new("nested async methods", Nested, "outer inner deep deep' inner' outer'"),
        new("an inner method's return and its caller's next line", ReturnToCaller, null),
        new("a plain source within one actor", PlainSource, "waits sets woken set"),
        new("an asynchronous source within one actor", AsynchronousSource, "waits sets set woken"),
        new("two yielding actors", Yields, null),
        new("a channel between two actors", Channels, null),
        new("WhenAll over two actors", All2, null),
        new("WhenAny over two actors", Any2, null),
        new("two actors in ping-pong", PingPong, "ping1 pong1 ping2 pong2 ping3 pong3"),
        new("three actors behind one gate", Gate, null),
    ];

    private static async Task Nested(Stage stage)
    {
        stage.Log("outer");
        await Inner();
        stage.Log("outer'");

        async Task Inner()
        {
            stage.Log("inner");
            await Deep();
            stage.Log("inner'");
        }

        async Task Deep()
        {
            stage.Log("deep");
            await Task.Yield();
            stage.Log("deep'");
        }
    }

    internal static async Task ReturnToCaller(Stage stage)
    {
        Task other = stage.Spawn("other", async () =>
        {
            await Task.Yield();
            await Task.Yield(); // in order, this is ready just when the inner method returns
            stage.Log("other");
        });
        Task caller = stage.Spawn("caller", async () =>
        {
            await Inner();
            stage.Log("next-line");
        });
        await Task.WhenAll(other, caller);

        async Task Inner()
        {
            await Task.Yield();
            stage.Log("returns");
        }
    }

    private static async Task PlainSource(Stage stage)
    {
        var source = new TaskCompletionSource();
        Task waiter = Wait(stage, source.Task);
        await Task.Yield();
        stage.Log("sets");
        source.SetResult();
        stage.Log("set");
        await waiter;
    }

    private static async Task AsynchronousSource(Stage stage)
    {
        var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task waiter = Wait(stage, source.Task);
        await Task.Yield();
        stage.Log("sets");
        source.SetResult();
        stage.Log("set");
        await waiter;
    }

    private static async Task Wait(Stage stage, Task task)
    {
        stage.Log("waits");
        await task;
        stage.Log("woken");
    }

    private static async Task Yields(Stage stage) => await Task.WhenAll(
        Yielding(stage, "a"), Yielding(stage, "b"));

    private static Task Yielding(Stage stage, string name) => stage.Spawn(name, async () =>
    {
        for (int i = 0; i < 3; i++)
        {
            stage.Log($"{name}{i}");
            await Task.Yield();
        }
    });

    private static async Task Channels(Stage stage)
    {
        var channel = Channel.CreateBounded<int>(1);
        Task writer = stage.Spawn("writer", async () =>
        {
            for (int i = 0; i < 3; i++)
            {
                await channel.Writer.WriteAsync(i);
                stage.Log($"w{i}");
            }
        });
        Task reader = stage.Spawn("reader", async () =>
        {
            for (int i = 0; i < 3; i++)
            {
                stage.Log($"r{await channel.Reader.ReadAsync()}");
            }
        });
        await writer;
        await reader;
    }

    private static async Task All2(Stage stage)
    {
        await Task.WhenAll(Steps(stage, "a"), Steps(stage, "b"));
        stage.Log("all");
    }

    private static async Task Any2(Stage stage)
    {
        Task[] both = [Steps(stage, "a"), Steps(stage, "b")];
        await Task.WhenAny(both);
        stage.Log("any");
        await Task.WhenAll(both);
    }

    private static Task Steps(Stage stage, string name) => stage.Spawn(name, async () =>
    {
        await Task.Yield();
        stage.Log(name);
    });

    private static async Task PingPong(Stage stage)
    {
        var there = Channel.CreateUnbounded<int>();
        var back = Channel.CreateUnbounded<int>();
        Task ping = stage.Spawn("ping", async () =>
        {
            for (int i = 1; i <= 3; i++)
            {
                stage.Log($"ping{i}");
                there.Writer.TryWrite(i);
                await back.Reader.ReadAsync();
            }
        });
        Task pong = stage.Spawn("pong", async () =>
        {
            for (int i = 1; i <= 3; i++)
            {
                await there.Reader.ReadAsync();
                stage.Log($"pong{i}");
                back.Writer.TryWrite(i);
            }
        });
        await ping;
        await pong;
    }

    private static async Task Gate(Stage stage)
    {
        using var gate = new SemaphoreSlim(1);
        await Task.WhenAll(Use("a"), Use("b"), Use("c"));

        Task Use(string name) => stage.Spawn(name, async () =>
        {
            await gate.WaitAsync();
            stage.Log($"{name}+");
            await Task.Yield();
            stage.Log($"{name}-");
            gate.Release();
        });
    }
}
