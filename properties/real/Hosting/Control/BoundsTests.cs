using System.Net;
using System.Net.Sockets;
using System.Text;
using Harness.Hosting.Control;
using Xunit;

namespace Harness.Properties.Hosting.Control;

public sealed class BoundsTests : IAsyncLifetime
{
    private const string Good = "GET /v1/status HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";

    private static readonly ControlLimits _short = new()
    {
        HeadersWithin = TimeSpan.FromSeconds(1),
        IdleFor = TimeSpan.FromSeconds(1),
        SlowFor = TimeSpan.FromSeconds(2),
    };

    private ControlHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await ControlHost.Start(_short);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_document_may_have_64_KiB_and_not_a_byte_more(bool isChunked)
    {
        foreach ((int bytes, int status) in (IEnumerable<(int, int)>)
            [(ControlLimits.MostBodyBytes, 204), (ControlLimits.MostBodyBytes + 1, 413)])
        {
            string text = (FakeSupervisor.FirstText + "canary-for: 1s\n").PadRight(bytes, '#');
            using HttpContent content = isChunked
                ? new Chunked(Encoding.UTF8.GetBytes(text))
                : Answers.Yaml(text);

            using HttpResponseMessage answer = await _host.Send("PUT", "/v1/config", content);

            if (status == 204)
            {
                Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
            }
            else
            {
                await Answers.Problem(answer, status);
            }
        }

        Assert.Single(_host.Fake.Asked);
    }

    [Fact]
    public async Task A_patch_may_not_be_larger_either()
    {
        using HttpResponseMessage answer = await _host.Send(
            "PATCH", "/v1/config",
            Answers.Patch("{}".PadRight(ControlLimits.MostBodyBytes + 1)));

        await Answers.Problem(answer, 413);
    }

    [Theory]
    [InlineData(1, 100, 200)]
    [InlineData(29, 100, 200)] // with those of the request itself 32 at most
    [InlineData(31, 100, 431)]
    [InlineData(1, 7000, 200)]
    [InlineData(1, 9000, 431)]
    [InlineData(1, 10_000_000, 431)]
    public async Task Headers_have_a_bound(int count, int bytes, int status)
    {
        var request = new StringBuilder(Good);
        for (int header = 0; header < count; header++)
        {
            request.Append($"X-{header}: ").Append('x', bytes).Append("\r\n");
        }

        string answer = await _host.Raw(request.Append("\r\n").ToString(), isLast: false);

        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3000, 404)]
    [InlineData(5000, 414)]
    public async Task A_path_has_a_bound(int bytes, int status)
    {
        string answer = await _host.Raw(
            $"GET /{new string('x', bytes)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            isLast: false);

        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\0\0\0\0\r\n\r\n")]
    [InlineData("\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003")] // TLS
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")] // answered in HTTP/2: use HTTP/1.1
    [InlineData("GET / HTTP/9.9\r\n\r\n")]
    [InlineData("GET /v1/status HTTP/1.1\r\n\r\n")] // no Host
    [InlineData("GET /v1/status HTTP/1.1\r\nHost: x\r\nNo colon\r\n\r\n")]
    [InlineData("GET  HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("PUT /v1/config HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("PUT /v1/config HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n"
        + "Transfer-Encoding: gzip\r\n\r\na")]
    [InlineData("PUT /v1/config HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    public async Task Garbage_is_answered_and_the_connection_closed(string garbage)
    {
        string answer = await _host.Raw(garbage);

        Assert.Matches("^(HTTP/1.1 (400|505) |\0\0\b\a|$)", answer);
        Assert.Empty(_host.Fake.Asked);
        using HttpResponseMessage good = await _host.Send("GET", "/v1/status");
        Assert.Equal(HttpStatusCode.OK, good.StatusCode);
    }

    [Theory]
    [InlineData("")] // silent
    [InlineData("GET /v1/sta")]
    [InlineData(Good)] // headers that do not end
    [InlineData("PUT /v1/config HTTP/1.1\r\nHost: x\r\nContent-Length: 9000\r\n\r\na")]
    [InlineData("PUT /v1/config HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n9\r\na")]
    public async Task Who_is_too_slow_is_cut_off(string beginning)
    {
        string answer = await _host.Raw(beginning, isLast: false);

        Assert.Matches("^(HTTP/1.1 408 |$)", answer);
        Assert.Empty(_host.Fake.Asked);
    }

    [Fact]
    public async Task So_many_connections_and_no_more()
    {
        using var guard = new CancellationTokenSource(Hang.Guard);
        await using ControlHost host = await ControlHost.Start();
        var open = new List<Socket>();
        try
        {
            for (int one = 0; one < ControlLimits.MostConnections; one++)
            {
                open.Add(await Kept(host, guard.Token));
            }

            Assert.Equal("", await host.Raw(Good + "\r\n", isLast: false));
            open[0].Dispose();
            string answer = "";
            while (answer.Length == 0)
            {
                answer = await host.Raw(Good + "\r\n", isLast: false);
            }

            Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal);
        }
        finally
        {
            open.ForEach(one => one.Dispose());
        }
    }

    // A connection that has been answered is one that the server has counted.
    private static async Task<Socket> Kept(ControlHost host, CancellationToken stop)
    {
        Socket socket = await host.Connect(stop);
        await socket.SendAsync(
            "HEAD /v1/config HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray(), stop);
        byte[] part = new byte[1024];
        int read = await socket.ReceiveAsync(part, stop);
        Assert.StartsWith(
            "HTTP/1.1 200 ", Encoding.ASCII.GetString(part, 0, read), StringComparison.Ordinal);
        return socket;
    }

    /// <summary>A body whose length is not said before.</summary>
    private sealed class Chunked(byte[] bytes) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(
            Stream stream, TransportContext? context) =>
            await stream.WriteAsync(bytes);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
