using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;

namespace Harness.Hosting.Control;

/// <summary>A server for the control plane: HTTP/1.1 on a Unix socket, and nothing else.</summary>
public static class ControlServer
{
    private const int FramingBytes = 4096;

    /// <summary>
    /// A builder with that server and routing, and without any configuration: no file in the
    /// working directory and no variable of the environment opens a port.
    /// </summary>
    /// <param name="socket">Where it listens; it is disposed with the server.</param>
    /// <param name="limits">Its bounds.</param>
    public static WebApplicationBuilder CreateBuilder(ControlSocket socket, ControlLimits limits)
    {
        ArgumentNullException.ThrowIfNull(socket);
        ArgumentNullException.ThrowIfNull(limits);
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore();
        builder.Services.Configure<SocketTransportOptions>(transport =>
            transport.CreateBoundListenSocket = _ => socket.Listener);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            Bound(kestrel.Limits, limits);
            kestrel.AddServerHeader = false;
            kestrel.ListenUnixSocket(socket.Path, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                listen.Use(next => new PeerCheck(next).Connect);
            });
        });
        return builder;
    }

    private static void Bound(KestrelServerLimits kestrel, ControlLimits limits)
    {
        // The server counts the framing of chunks too; the endpoints count the body alone.
        kestrel.MaxRequestBodySize = ControlLimits.MostBodyBytes + FramingBytes;
        kestrel.MaxConcurrentConnections = ControlLimits.MostConnections;
        kestrel.MaxConcurrentUpgradedConnections = 0;
        kestrel.MaxRequestHeaderCount = ControlLimits.MostHeaders;
        kestrel.MaxRequestHeadersTotalSize = ControlLimits.MostHeaderBytes;
        kestrel.MaxRequestLineSize = ControlLimits.MostLineBytes;
        kestrel.MaxRequestBufferSize = ControlLimits.MostBodyBytes;
        kestrel.RequestHeadersTimeout = limits.HeadersWithin;
        kestrel.KeepAliveTimeout = limits.IdleFor;
        kestrel.MinRequestBodyDataRate = new(limits.LeastSentPerSecond, limits.SlowFor);
        kestrel.MinResponseDataRate = new(limits.LeastReadPerSecond, limits.SlowFor);
    }
}
