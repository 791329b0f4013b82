using System.Net.Sockets;

namespace Harness.Hosting.Notify;

/// <summary>
/// The socket that one process notifies. Each life has one of its own, so that a message is that
/// life's without a look at who sent it; the folder keeps other users out.
/// </summary>
internal sealed class NotifySocket : IDisposable
{
    private static readonly TimeSpan AfterAnError = TimeSpan.FromSeconds(1);

    private readonly Socket _socket;
    private readonly string _path;
    private volatile bool _isClosed;

    /// <summary>Binds it; a socket that an earlier supervisor left there is replaced.</summary>
    /// <exception cref="IOException">The machine lacks descriptors, room or rights.</exception>
    internal NotifySocket(string path)
    {
        _path = path;
        try
        {
            File.Delete(path);
            _socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            _socket.Bind(new UnixDomainSocketEndPoint(path));
        }
        catch (Exception wrong) when (wrong is SocketException
            or UnauthorizedAccessException or ArgumentException)
        {
            _socket?.Dispose();
            throw new IOException($"no notify socket at {path}: {wrong.Message}", wrong);
        }
    }

    /// <summary>Whether a message waits to be read.</summary>
    internal bool HasUnread
    {
        get
        {
            try
            {
                return !_isClosed && _socket.Available > 0;
            }
            catch (Exception over) when (over is SocketException or ObjectDisposedException)
            {
                return false;
            }
        }
    }

    /// <summary>
    /// Hands over every message until the socket is disposed; null stands for junk.
    /// </summary>
    internal async Task Receive(Action<NotifyMessage?> told)
    {
        // One byte more than a message may have: what fills it is too long.
        var buffer = new byte[NotifyMessage.MostBytes + 1];
        while (!_isClosed)
        {
            try
            {
                int length = await _socket.ReceiveAsync(buffer.AsMemory(), SocketFlags.None);
                told(NotifyMessage.Read(buffer.AsSpan(0, length)));
            }
            catch (ObjectDisposedException)
            {
                return; // the life is over, or the supervisor is
            }
            catch (SocketException) when (!_isClosed)
            {
                await Task.Delay(AfterAnError); // the machine is short of something
            }
            catch (SocketException)
            {
                return;
            }
        }
    }

    /// <summary>Closes it, and takes its name away: nobody listens there any more.</summary>
    internal void Remove()
    {
        Dispose();
        File.Delete(_path);
    }

    /// <summary>Closes it; its name stays for the next supervisor to listen at.</summary>
    public void Dispose()
    {
        _isClosed = true;
        _socket.Dispose();
    }
}
