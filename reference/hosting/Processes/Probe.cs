using System.Globalization;
using System.Net.Sockets;
using Harness.Hosting.Native;
using Harness.Reference.Configuration;
using Harness.Reference.Ports;

namespace Harness.Hosting.Processes;

/// <summary>
/// Asks a worker whether it is ready; an answer that does not come in time is a no. What could not
/// be asked, because this machine is short of something, is neither.
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
    internal async Task<bool?> Ask(
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
        catch (SocketException refused)
        {
            return IsShort(refused) ? null : false;
        }
        catch (HttpRequestException refused)
        {
            return refused.InnerException is SocketException inner && IsShort(inner) ? null : false;
        }
    }

    public void Dispose() => _http.Dispose();

    private static bool IsShort(SocketException wrong) => wrong.SocketErrorCode is
        SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable;

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

    private async Task<bool?> Run(
        string command, IReadOnlyDictionary<string, string> environment, CancellationToken over)
    {
        if (CommandWords.Split(command, out _) is not { } words
            || Programs.Find(words[0], environment.GetValueOrDefault("PATH")).Path is not { } path)
        {
            return false;
        }

        int silence = LibC.Open("/dev/null", LibC.OpenWriteOnly | LibC.OpenCloseOnExec, 0);
        if (silence < 0)
        {
            return null;
        }

        int error = Spawn.Start(path, words, environment, silence, out int pid);
        _ = LibC.Close(silence);
        return error == 0 ? await Ended(pid, over)
            : Programs.FailureOf(error) == StartFailure.NoResources ? null
            : false;
    }

    private async Task<bool?> Ended(int pid, CancellationToken over)
    {
        int pidfd = LibC.PidfdOpen(pid);
        if (pidfd < 0)
        {
            LibC.KillAndCollect(pid);
            return null;
        }

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
