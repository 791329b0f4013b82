using System.Globalization;
using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Harness.Hosting.Control;

/// <summary>
/// Talks to a supervisor at its socket. Every method throws
/// <see cref="ControlUnreachableException"/> if nobody answers.
/// </summary>
/// <param name="socket">The path of the socket.</param>
public sealed class ControlClient(string socket) : IDisposable
{
    private const int MostBytes = 16 * 1024 * 1024;

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        ConnectCallback = (_, stop) => Connect(socket, stop),
    })
    {
        BaseAddress = new Uri("http://supervisor"),
        MaxResponseContentBufferSize = MostBytes,
        Timeout = Timeout.InfiniteTimeSpan, // a change takes as long as its canary and rollout
    };

    /// <summary>How the supervisor is; read the text with <see cref="StatusOf"/>.</summary>
    public Task<ControlReply> Status(CancellationToken stop) =>
        Send(HttpMethod.Get, "/v1/status", null, null, stop);

    /// <summary>The configuration in force.</summary>
    public Task<ControlReply> Config(CancellationToken stop) =>
        Send(HttpMethod.Get, "/v1/config", null, null, stop);

    /// <summary>Makes a configuration so, and waits for what becomes of it.</summary>
    /// <param name="document">YAML.</param>
    /// <param name="ifMatch">The tag that must be in force, without quotes; null: any.</param>
    /// <param name="stop">Ends the wait, not the change.</param>
    public Task<ControlReply> Put(
        ReadOnlyMemory<byte> document, string? ifMatch, CancellationToken stop)
    {
        var content = new ReadOnlyMemoryContent(document);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/yaml");
        return Send(HttpMethod.Put, "/v1/config", content, ifMatch, stop);
    }

    /// <summary>
    /// Has the configuration file read again, and waits for what becomes of it.
    /// </summary>
    public Task<ControlReply> Reload(CancellationToken stop) =>
        Send(HttpMethod.Post, "/v1/reload", null, null, stop);

    /// <summary>Has all failures forgotten.</summary>
    public Task<ControlReply> Reset(CancellationToken stop) =>
        Send(HttpMethod.Post, "/v1/reset", null, null, stop);

    /// <summary>Begins the end, and does not wait for it. A second one forces it.</summary>
    public Task<ControlReply> Stop(CancellationToken stop) =>
        Send(HttpMethod.Post, "/v1/stop", null, null, stop);

    /// <summary>What a reply to <see cref="Status"/> says.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static SupervisorStatus StatusOf(ControlReply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        return JsonSerializer.Deserialize(reply.Text, ControlJson.Default.SupervisorStatus)
            ?? throw new JsonException("the status is null");
    }

    /// <summary>
    /// The events after that number, and then those that come, each as one line of JSON, until the
    /// supervisor ends or cuts this follower off.
    /// </summary>
    /// <exception cref="ControlRefusedException">The supervisor does not tell them.</exception>
    public async IAsyncEnumerable<string> Events(
        long after, [EnumeratorCancellation] CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/events");
        request.Headers.Add("Last-Event-ID", after.ToString(CultureInfo.InvariantCulture));
        using HttpResponseMessage response = await Reached(() => _http.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, stop));
        if (!response.IsSuccessStatusCode)
        {
            throw new ControlRefusedException(await ReplyOf(response, stop));
        }

        await using Stream body = await response.Content.ReadAsStreamAsync(stop);
        await using IAsyncEnumerator<SseItem<string>> items =
            SseParser.Create(body).EnumerateAsync(stop).GetAsyncEnumerator(stop);
        while (await Reached(async () => await items.MoveNextAsync()))
        {
            yield return items.Current.Data;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static async ValueTask<Stream> Connect(string path, CancellationToken stop)
    {
        var connection = new Socket(AddressFamily.Unix, SocketType.Stream, 0);
        try
        {
            await connection.ConnectAsync(new UnixDomainSocketEndPoint(path), stop);
            return new NetworkStream(connection, ownsSocket: true);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private async Task<ControlReply> Send(
        HttpMethod method,
        string path,
        HttpContent? content,
        string? ifMatch,
        CancellationToken stop)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{ifMatch}\"");
        }

        return await Reached(async () =>
        {
            using HttpResponseMessage response = await _http.SendAsync(request, stop);
            return await ReplyOf(response, stop);
        });
    }

    private static async Task<ControlReply> ReplyOf(
        HttpResponseMessage response, CancellationToken stop)
    {
        string text = await response.Content.ReadAsStringAsync(stop);
        return new ControlReply(
            (int)response.StatusCode,
            text,
            response.Headers.ETag?.Tag.Trim('"') ?? "",
            response.IsSuccessStatusCode ? null : ProblemOf((int)response.StatusCode, text));
    }

    private static ControlProblem ProblemOf(int status, string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, ProblemJson.Default.ControlProblem)
                ?? ProblemResult.Problem(status, null);
        }
        catch (JsonException)
        {
            return ProblemResult.Problem(status, null); // the server's own, without a body
        }
    }

    private async Task<T> Reached<T>(Func<Task<T>> send)
    {
        try
        {
            return await send();
        }
        catch (Exception wrong) when (wrong is HttpRequestException or IOException
            && wrong is not ControlUnreachableException)
        {
            throw new ControlUnreachableException(
                $"nobody answers at {socket}: {Reason(wrong)}", wrong);
        }
    }

    private static string Reason(Exception wrong) =>
        (wrong.InnerException as SocketException)?.SocketErrorCode switch
        {
            SocketError.AddressNotAvailable => "no such socket",
            SocketError.ConnectionRefused => "no process listens there",
            SocketError.AccessDenied => "only root and the user it runs as may ask it",
            { } => wrong.InnerException.Message,
            null => "the connection was closed before it answered",
        };
}
