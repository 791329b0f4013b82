using System.Net.Sockets;
using System.Text;
using Harness.Hosting.Control;
using Harness.Hosting.Events;
using Harness.Hosting.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace Harness.Properties.Hosting.Control;

/// <summary>
/// The control plane as the daemon serves it: a real server at a real socket in a folder of its
/// own, over a fake supervisor.
/// </summary>
internal sealed class ControlHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Task _serving;

    private ControlHost(string folder, WebApplication app, FakeSupervisor fake)
    {
        (Folder, _app, Fake) = (folder, app, fake);
        _serving = fake.Serve();
        Http = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectCallback = async (_, stop) => new NetworkStream(await Connect(stop), true),
        })
        {
            BaseAddress = new Uri("http://supervisor"), Timeout = Hang.Guard,
        };
    }

    internal string Folder { get; }

    internal string Path => System.IO.Path.Combine(Folder, "control.sock");

    internal FakeSupervisor Fake { get; }

    internal HttpClient Http { get; }

    internal EventFeed Feed => _app.Services.GetRequiredService<EventFeed>();

    /// <param name="limits">The server's bounds; the usual ones, if left out.</param>
    /// <param name="around">What sees every request that gets to the endpoints.</param>
    internal static async Task<ControlHost> Start(
        ControlLimits? limits = null,
        Func<FakeSupervisor, HttpContext, RequestDelegate, Task>? around = null)
    {
        string folder = Directory.CreateTempSubdirectory("harness-control-").FullName;
        var fake = new FakeSupervisor();
        var socket = ControlSocket.Listen(System.IO.Path.Combine(folder, "control.sock"));
        WebApplicationBuilder builder =
            ControlServer.CreateBuilder(socket, limits ?? new ControlLimits());
        builder.Services
            .AddSingleton(fake.Desk)
            .AddSingleton(new EventFeed(TimeProvider.System))
            .AddSingleton<IProcessFacts>(fake)
            .Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        WebApplication app = builder.Build();
        if (around is not null)
        {
            app.Use(next => request => around(fake, request, next));
        }

        app.UseSupervisorProblems();
        app.MapSupervisor();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new ControlHost(folder, app, fake);
    }

    /// <summary>Sends one request, and gives the whole answer.</summary>
    internal async Task<HttpResponseMessage> Send(
        string method, string path, HttpContent? content = null, params (string, string)[] headers)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = content };
        foreach ((string name, string value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        return await Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    internal async Task<Socket> Connect(CancellationToken stop)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, 0);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(Path), stop);
        return socket;
    }

    /// <summary>
    /// Sends bytes on a connection of their own, and gives what comes until it ends.
    /// </summary>
    internal async Task<string> Raw(byte[] bytes, bool isLast = true)
    {
        using var guard = new CancellationTokenSource(Hang.Guard);
        using Socket socket = await Connect(guard.Token);
        try
        {
            for (int sent = 0; sent < bytes.Length;)
            {
                sent += await socket.SendAsync(bytes.AsMemory(sent), guard.Token);
            }

            if (isLast)
            {
                socket.Shutdown(SocketShutdown.Send);
            }
        }
        catch (SocketException)
        {
            // The server has heard enough; what it has to say can still be read.
        }

        return await Rest(socket, guard.Token);
    }

    internal Task<string> Raw(string text, bool isLast = true) =>
        Raw(Encoding.Latin1.GetBytes(text), isLast);

    /// <summary>What comes until the other side closes.</summary>
    internal static async Task<string> Rest(Socket socket, CancellationToken stop)
    {
        var text = new StringBuilder();
        byte[] part = new byte[4096];
        try
        {
            int read;
            while ((read = await socket.ReceiveAsync(part, stop)) > 0)
            {
                text.Append(Encoding.Latin1.GetString(part, 0, read));
            }
        }
        catch (SocketException)
        {
            // A reset is an end too.
        }

        return text.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        Fake.Desk.Close();
        await _serving;
        Http.Dispose();
        await _app.StopAsync(TestContext.Current.CancellationToken);
        await _app.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}

/// <summary>What would hang is a failure, not a test that never ends.</summary>
internal static class Hang
{
    internal static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);
}
