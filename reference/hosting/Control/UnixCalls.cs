using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Harness.Hosting.Control;

/// <summary>What a path names, if its last part is not followed (statx(2)).</summary>
/// <param name="Kind">The kind of file.</param>
/// <param name="Permissions">Who may do what.</param>
/// <param name="Owner">The user it belongs to.</param>
internal readonly record struct PathFacts(FileKind Kind, UnixFileMode Permissions, uint Owner);

/// <summary>The kinds of file that matter here (inode(7)).</summary>
internal enum FileKind
{
    /// <summary>None of the others: a symbolic link, a pipe, a device.</summary>
    Other,

    /// <summary>A regular file.</summary>
    File,

    /// <summary>A directory.</summary>
    Directory,

    /// <summary>A Unix socket.</summary>
    Socket,
}

/// <summary>The few system calls that the platform has no method for.</summary>
internal static partial class UnixCalls
{
    private const int NotThere = 2; // ENOENT
    private const int NoDirectory = 20; // ENOTDIR
    private const int CurrentDirectory = -100; // AT_FDCWD
    private const int NoFollow = 0x100; // AT_SYMLINK_NOFOLLOW
    private const uint BasicStats = 0x7ff; // STATX_BASIC_STATS
    private const int StatxSize = 256;
    private const int StatxOwner = 20;
    private const int StatxMode = 28;
    private const int KindBits = 0xF000; // S_IFMT
    private const int PermissionBits = 0xFFF;

    private const int OpenToRead = 0x80000; // O_RDONLY | O_CLOEXEC
    private const int LockExclusive = 2; // LOCK_EX
    private const int LockWithoutWaiting = 4; // LOCK_NB

    /// <summary>The user that this process acts as.</summary>
    [LibraryImport("libc", EntryPoint = "geteuid")]
    internal static partial uint EffectiveUser();

    /// <summary>What a path names; null if nothing is there.</summary>
    /// <exception cref="IOException">It cannot be known; the message says why.</exception>
    internal static unsafe PathFacts? FactsOf(string path)
    {
        byte* stat = stackalloc byte[StatxSize];
        if (Statx(CurrentDirectory, path, NoFollow, BasicStats, stat) != 0)
        {
            int error = Marshal.GetLastPInvokeError();
            return error is NotThere or NoDirectory
                ? null
                : throw new IOException(Marshal.GetPInvokeErrorMessage(error));
        }

        int mode = *(ushort*)(stat + StatxMode);
        FileKind kind = (mode & KindBits) switch
        {
            0x8000 => FileKind.File,
            0x4000 => FileKind.Directory,
            0xC000 => FileKind.Socket,
            _ => FileKind.Other,
        };
        return new PathFacts(
            kind, (UnixFileMode)(mode & PermissionBits), *(uint*)(stat + StatxOwner));
    }

    /// <summary>
    /// Locks a directory until the handle is disposed; null if somebody else has it locked.
    /// </summary>
    /// <exception cref="IOException">It cannot be opened; the message says why.</exception>
    internal static SafeFileHandle? LockDirectory(string path)
    {
        // What is no directory has nothing called so, and is refused.
        int directory = Open(Path.Combine(path, "."), OpenToRead);
        if (directory < 0)
        {
            throw new IOException(
                Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError()));
        }

        var handle = new SafeFileHandle(directory, ownsHandle: true);
        if (Flock(directory, LockExclusive | LockWithoutWaiting) == 0)
        {
            return handle;
        }

        handle.Dispose();
        return null;
    }

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int Statx(
        int directory, string path, int flags, uint mask, byte* stat);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int Flock(int file, int operation);
}
