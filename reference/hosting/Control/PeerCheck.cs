using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace Harness.Hosting.Control;

/// <summary>
/// Lets root and the user of this process in, and closes the connection of everybody else, whatever
/// the mode of the socket's file has become (SO_PEERCRED, unix(7)).
/// </summary>
internal sealed class PeerCheck(ConnectionDelegate next)
{
    private const int SocketLevel = 1; // SOL_SOCKET
    private const int PeerCredentials = 17; // SO_PEERCRED
    private const int CredentialBytes = 12; // struct ucred: pid, uid, gid
    private const int UserAt = 4;
    private const uint Root = 0;

    private readonly uint _self = UnixCalls.EffectiveUser();

    /// <summary>Passes a connection on, or does not.</summary>
    internal Task Connect(ConnectionContext connection)
    {
        Socket? socket = connection.Features.Get<IConnectionSocketFeature>()?.Socket;
        return socket is not null && UserOf(socket) is { } user && (user == Root || user == _self)
            ? next(connection)
            : Task.CompletedTask;
    }

    private static uint? UserOf(Socket socket)
    {
        Span<byte> credentials = stackalloc byte[CredentialBytes];
        return socket.GetRawSocketOption(SocketLevel, PeerCredentials, credentials)
            == CredentialBytes
            ? MemoryMarshal.Read<uint>(credentials[UserAt..])
            : null;
    }
}
