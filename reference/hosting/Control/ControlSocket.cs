using System.Net.Sockets;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Harness.Hosting.Control;

/// <summary>
/// A Unix socket that the control plane listens at. Its file has the mode 0600 from the moment it
/// is there, and is gone when the socket is disposed.
/// </summary>
public sealed class ControlSocket : IDisposable
{
    /// <summary>The longest path of a socket, in bytes of UTF-8 (unix(7), without the 0).</summary>
    public const int MostPathBytes = 107;

    private const int Backlog = 128;
    private const UnixFileMode UserOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(2);

    private ControlSocket(string path, Socket listener)
    {
        Path = path;
        Listener = listener;
    }

    /// <summary>Where its file is.</summary>
    public string Path { get; }

    /// <summary>What listens there already.</summary>
    internal Socket Listener { get; }

    /// <summary>
    /// Why no socket can ever have that path, whatever is there; null if nothing is wrong with it.
    /// </summary>
    public static string? ProblemOf(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        int bytes = Encoding.UTF8.GetByteCount(path);
        return path.Length == 0 || path.Contains('\0', StringComparison.Ordinal)
            ? "the path of the socket is empty: expected a path"
            : bytes > MostPathBytes
                ? FormattableString.Invariant(
                    $"the path of the socket has {bytes} bytes, and a socket's path has at most")
                    + FormattableString.Invariant($" {MostPathBytes}: {path}")
                : null;
    }

    /// <summary>
    /// Listens at a path. A file that a dead process left there is taken over; whatever else is
    /// there stays as it is.
    /// </summary>
    /// <param name="path">Where: one that has no <see cref="ProblemOf"/>.</param>
    /// <exception cref="ControlSocketException">It cannot be; the message says why.</exception>
    public static ControlSocket Listen(string path)
    {
        if (ProblemOf(path) is { } problem)
        {
            throw new ControlSocketException(problem);
        }

        try
        {
            // Two that take the same dead socket over at once would otherwise both have it.
            using SafeFileHandle turn = TurnIn(
                System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path)) ?? "/", path);
            MakeRoom(path);
            return new ControlSocket(path, Bound(path));
        }
        catch (Exception wrong) when (
            wrong is IOException and not ControlSocketException
                or UnauthorizedAccessException or SocketException)
        {
            throw new ControlSocketException(
                $"cannot listen at {path}: {wrong.Message}", wrong);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Listener.Dispose();

    private static SafeFileHandle TurnIn(string directory, string path)
    {
        long begun = Environment.TickCount64;
        while (Environment.TickCount64 - begun < LockPatience.TotalMilliseconds)
        {
            if (UnixCalls.LockDirectory(directory) is { } turn)
            {
                return turn;
            }

            Thread.Sleep(LockPause);
        }

        throw new ControlSocketException(
            $"cannot listen at {path}: another process keeps its directory locked");
    }

    private static void MakeRoom(string path)
    {
        if (UnixCalls.FactsOf(path) is not { } there)
        {
            return;
        }

        if (there.Kind != FileKind.Socket)
        {
            throw new ControlSocketException(
                $"cannot listen at {path}: a file is there that is no socket");
        }

        if (IsHeard(path))
        {
            throw new ControlSocketException(
                $"cannot listen at {path}: somebody listens there already");
        }

        File.Delete(path);
    }

    private static bool IsHeard(string path)
    {
        using var asking = new Socket(AddressFamily.Unix, SocketType.Stream, 0);
        asking.Blocking = false;
        try
        {
            asking.Connect(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (SocketException wrong)
        {
            // Refused is what a dead socket does. A full queue, a socket of another type or one
            // that this user may not use are somebody's.
            return wrong.SocketErrorCode != SocketError.ConnectionRefused;
        }
    }

    private static Socket Bound(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, 0);
        try
        {
            // The file gets the mode that the socket has when it is bound, so that there is no
            // moment with another one.
            using (var handle = new SafeFileHandle(socket.Handle, ownsHandle: false))
            {
                File.SetUnixFileMode(handle, UserOnly);
            }

            socket.Bind(new UnixDomainSocketEndPoint(path));
            if (UnixCalls.FactsOf(path) is not { Kind: FileKind.Socket, Permissions: UserOnly })
            {
                throw new IOException("its file did not get the mode 0600");
            }

            // At once, or the next one who looks would take it for dead.
            socket.Listen(Backlog);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
