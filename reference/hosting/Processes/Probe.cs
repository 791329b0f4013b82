using System.Globalization;
using System.Net.Sockets;
using Harness.Hosting.Native;
using Harness.Reference.Configuration;
using Harness.Reference.Ports;

namespace Harness.Hosting.Processes;

/// <summary>
/// Asks a worker whether it is ready; an answer that does not come in time is a no.
/// </summary>
/// <param name="exits">Tells when the process of a probe has ended.</param>
internal sealed class Probe(ExitWatch exits) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.Zero, UseProxy = false,
    });

    /// <summary>One try, for a readiness that is asked for.</summary>
    /// <exception cref="OperationCanceledException">It is not wanted any more.</exception>
    internal async Task<bool> Ask(
        Readiness readiness, IReadOnlyDictionary<string, string> environment,
        TimeProvider time, CancellationToken stop)
    {
        using var late = new CancellationTokenSource(readiness.ProbeEvery, time);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
        try
        {
            return readiness.Kind switch
            {
                ReadinessKind.Delay => true,
                ReadinessKind.Notify => false, // it says so itself
                ReadinessKind.Exec => await Run(readiness.Target, environment, over.Token),
                ReadinessKind.Tcp => await Connect(readiness.Target, over.Token),
                ReadinessKind.Http => await Get(readiness.Target, over.Token),
            };
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception refused) when (refused is SocketException or HttpRequestException)
        {
            return false;
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<bool> Get(string url, CancellationToken over)
    {
        using HttpResponseMessage answer =
            await _http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, over);
        return (int)answer.StatusCode is >= 200 and < 400;
    }

    private static async Task<bool> Connect(string target, CancellationToken over)
    {
        int colon = target.LastIndexOf(':');
        int port = int.Parse(target.AsSpan(colon + 1), CultureInfo.InvariantCulture);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(target[..colon].Trim('[', ']'), port, over);
        return true;
    }

    private async Task<bool> Run(
        string command, IReadOnlyDictionary<string, string> environment, CancellationToken over)
    {
        if (CommandWords.Split(command, out _) is not { } words)
        {
            return false;
        }

        (string? path, _) = Programs.Find(words[0], environment.GetValueOrDefault("PATH"));
        int silence = LibC.Open("/dev/null", LibC.OpenWriteOnly | LibC.OpenCloseOnExec, 0);
        int pid = 0;
        bool isStarted = path is not null
            && Spawn.Start(path, words, environment, silence, out pid) == 0;
        _ = LibC.Close(silence);
        return isStarted && await Ended(pid, over);
    }

    private async Task<bool> Ended(int pid, CancellationToken over)
    {
        int pidfd = LibC.PidfdOpen(pid);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        exits.Watch(pidfd, ended.SetResult);
        await using (over.Register(() => LibC.Kill(-pid, (int)Signal.Kill)))
        {
            await ended.Task;
        }

        bool isDone = LibC.Collect(pidfd) is { IsCode: true, Number: 0 };
        _ = LibC.Close(pidfd);
        return isDone && !over.IsCancellationRequested;
    }
}
