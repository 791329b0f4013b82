using System.Runtime.InteropServices;
using System.Text;
using Harness.Reference.Ports;
using Microsoft.Win32.SafeHandles;

namespace Harness.Hosting.Files;

/// <summary>
/// The files of this machine, by absolute path. New files are their owner's alone (0600), no
/// symbolic link at the end of a path is written through or synced, and only regular files are read
/// and written. What blocks, blocks a thread of the pool.
/// </summary>
/// <remarks>
/// Directories have to be there: what is in a directory that is not, is
/// <see cref="FileError.Missing"/>. Locks are held until <see cref="Dispose"/>, or the end of this
/// process. What errno cannot say in the words of <see cref="FileError"/> is
/// <see cref="FileError.Device"/>.
/// </remarks>
public sealed class LinuxFiles : IFiles, IDisposable
{
    /// <summary>A file of this size is read; a larger one is no file of a supervisor.</summary>
    public const int MostBytes = 16 * 1024 * 1024;

    private const int FirstBuffer = 64 * 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, SafeFileHandle> _locks = new(StringComparer.Ordinal);
    private bool _isDisposed;

    /// <inheritdoc/>
    public Task<FileAnswer> Read(string path) => OnPool(path, () => ReadNow(path));

    /// <inheritdoc/>
    public Task<FileError> Write(string path, ReadOnlyMemory<byte> contents) => OnPool(path, () =>
    {
        // It is cut only after it is known to be a file.
        const int Flags = NativeFiles.WriteOnly | NativeFiles.Create | NativeFiles.NonBlocking;
        using SafeFileHandle file = Open(path, Flags | NativeFiles.NoFollow);
        return file.IsInvalid ? FileErrors.Last()
            : !NativeFiles.IsRegular(file) ? FileError.Device
            : WriteAll(file, contents.Span);
    });

    /// <inheritdoc/>
    public Task<FileError> Sync(string path) => OnPool(path, () => SyncOf(
        path, NativeFiles.ReadOnly | NativeFiles.NonBlocking | NativeFiles.NoFollow));

    /// <inheritdoc/>
    public Task<FileError> Rename(string from, string to)
    {
        Demand(to);
        return OnPool(from, () => ErrorOf(NativeFiles.Rename(from, to)));
    }

    /// <inheritdoc/>
    public Task<FileError> SyncDirectory(string path) => OnPool(path, () => SyncOf(
        path, NativeFiles.ReadOnly | NativeFiles.Directory));

    /// <inheritdoc/>
    public Task<FileError> Delete(string path) =>
        OnPool(path, () => ErrorOf(NativeFiles.Delete(path)));

    /// <inheritdoc/>
    /// <remarks>
    /// It is a lock of flock(2) on a file that is created if need be and never deleted, and that
    /// says who has it: see <see cref="LockHolder"/>. Taking it again is
    /// <see cref="FileError.None"/>.
    /// </remarks>
    /// <exception cref="ObjectDisposedException">Nothing is locked any more.</exception>
    public Task<FileError> Lock(string path) => OnPool(path, () =>
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _locks.ContainsKey(path) ? FileError.None : LockNow(path);
        }
    });

    /// <summary>Gives up every lock.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            foreach (SafeFileHandle file in _locks.Values)
            {
                // Whoever reads it from now on is to find nobody. If it fails the name of a process
                // is left in it that has no lock, which misleads nobody but the reader.
                _ = NativeFiles.Cut(file, 0);
                file.Dispose();
            }

            _locks.Clear();
        }
    }

    /// <summary>
    /// Reads on this thread. What the framework opens it locks, for readers too (flock, LOCK_SH):
    /// it cannot read a lock file that somebody has locked.
    /// </summary>
    internal static FileAnswer ReadNow(string path)
    {
        using SafeFileHandle file = Open(path, NativeFiles.ReadOnly | NativeFiles.NonBlocking);
        return file.IsInvalid ? new FileAnswer(FileErrors.Last(), default)
            : NativeFiles.IsRegular(file) ? ReadAll(file)
            : new FileAnswer(FileError.Device, default);
    }

    private static SafeFileHandle Open(string path, int flags)
    {
        SafeFileHandle file;
        do
        {
            file = NativeFiles.Open(path, flags | NativeFiles.CloseOnExec, NativeFiles.OwnerOnly);
        }
        while (file.IsInvalid && WasInterrupted());

        return file;
    }

    private static FileAnswer ReadAll(SafeFileHandle file)
    {
        byte[] read = new byte[FirstBuffer];
        int length = 0;
        while (true)
        {
            nint more = NativeFiles.Read(file, read.AsSpan(length), read.Length - length);
            if (more < 0 && WasInterrupted())
            {
                continue;
            }

            if (more <= 0)
            {
                return more < 0
                    ? new FileAnswer(FileErrors.Last(), default)
                    : new FileAnswer(FileError.None, read.AsMemory(0, length));
            }

            length += (int)more;
            if (length > MostBytes)
            {
                return new FileAnswer(FileError.Device, default);
            }

            if (length == read.Length)
            {
                // One byte over the bound is enough to know that it is too large.
                Array.Resize(ref read, Math.Min(2 * length, MostBytes + 1));
            }
        }
    }

    private static FileError WriteAll(SafeFileHandle file, ReadOnlySpan<byte> contents)
    {
        if (NativeFiles.Cut(file, 0) < 0)
        {
            return FileErrors.Last();
        }

        while (contents.Length > 0)
        {
            nint written = NativeFiles.Write(file, contents, contents.Length);
            if (written > 0)
            {
                contents = contents[(int)written..];
            }
            else if (written == 0 || !WasInterrupted())
            {
                return written == 0 ? FileError.Device : FileErrors.Last();
            }
        }

        return FileError.None;
    }

    private static FileError SyncOf(string path, int flags)
    {
        using SafeFileHandle file = Open(path, flags);
        return file.IsInvalid ? FileErrors.Last() : ErrorOf(NativeFiles.Sync(file));
    }

    private FileError LockNow(string path)
    {
        SafeFileHandle file = Open(
            path, NativeFiles.ReadWrite | NativeFiles.Create | NativeFiles.NoFollow);
        FileError error = file.IsInvalid
            ? FileErrors.Last()
            : ErrorOf(NativeFiles.Lock(file, NativeFiles.ExclusiveNow));
        if (error != FileError.None)
        {
            file.Dispose();
            return error;
        }

        // It is locked even if the disk has no room for the name of its holder.
        _ = WriteAll(file, Encoding.UTF8.GetBytes(LockHolder.Self.ToString()));
        _locks.Add(path, file);
        return FileError.None;
    }

    private static FileError ErrorOf(int result) =>
        result == 0 ? FileError.None : FileErrors.Last();

    private static bool WasInterrupted() =>
        Marshal.GetLastPInvokeError() == FileErrors.Interrupted;

    // A file with another name would be found under a path that ends early.
    private static void Demand(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!path.StartsWith('/') || path.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException($"not an absolute path: '{path}'", nameof(path));
        }
    }

    private static Task<T> OnPool<T>(string path, Func<T> work)
    {
        Demand(path);
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        ThreadPool.UnsafeQueueUserWorkItem(
            state =>
            {
                try
                {
                    state.done.SetResult(state.work());
                }
                catch (Exception bug)
                {
                    state.done.SetException(bug); // a bug is the asker's to meet
                }
            },
            (done, work),
            preferLocal: false);
        return done.Task;
    }
}
