using System.Net.Sockets;
using Harness.Hosting.Running;
using Harness.Reference.Configuration;
using Harness.Reference.Ports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Harness.Bench.Supervise;

internal static class HostMode
{
    internal static int Run(string file)
    {
        var reader = new SupervisorConfigReader();
        var config = reader.Read(new ConfigDocument(File.ReadAllText(file)));
        HostApplicationBuilder builder = Host.CreateApplicationBuilder([]);
        builder.Services.AddSupervisor(config.Options!, reader);
        using IHost host = builder.Build();
        host.Services.GetRequiredService<EventFeed>().Written += entry =>
        {
            if (entry.Entry.Code == LogCode.SupervisorRunning
                && Environment.GetEnvironmentVariable("NOTIFY_SOCKET") is { } path)
            {
                using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
                socket.SendTo("READY=1"u8, new UnixDomainSocketEndPoint(path));
            }
        };
        host.Run();
        return 0;
    }
}
