using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Harness.Hosting.Files;

/// <summary>
/// The calls of the C library that the framework hides: it follows links, has no fsync of a
/// directory, and locks what it opens by rules of its own. Each gives -1, or an invalid handle,
/// when it fails; the reason is then the last error of the thread.
/// </summary>
internal static partial class NativeFiles
{
    internal const int ReadOnly = 0;
    internal const int WriteOnly = 0x1;
    internal const int ReadWrite = 0x2;
    internal const int Create = 0x40;
    internal const int Truncate = 0x200;

    /// <summary>Opening a pipe does not wait for somebody at its other end.</summary>
    internal const int NonBlocking = 0x800;

    /// <summary>No process that is started inherits it.</summary>
    internal const int CloseOnExec = 0x80000;

    /// <summary>Nobody but its owner may read it or write to it.</summary>
    internal const uint OwnerOnly = 0b110_000_000;

    /// <summary>flock(2): LOCK_EX and LOCK_NB.</summary>
    internal const int ExclusiveNow = 2 | 4;

    private const string Library = "libc";
    private const int StatSize = 256;
    private const int StatModeAt = 28;
    private const int TypeMask = 0xf000;
    private const int RegularFile = 0x8000;
    private const int OfHandle = 0x1000; // AT_EMPTY_PATH
    private const uint WantsType = 1; // STATX_TYPE

    // fcntl.h has other numbers for these two on ARM than on every other platform of .NET.
    private static readonly bool IsArm =
        RuntimeInformation.ProcessArchitecture is Architecture.Arm or Architecture.Arm64
            or Architecture.Armv6;

    /// <summary>Only a directory is opened.</summary>
    internal static readonly int Directory = IsArm ? 0x4000 : 0x10000;

    /// <summary>A symbolic link at the end of the path is refused (ELOOP).</summary>
    internal static readonly int NoFollow = IsArm ? 0x8000 : 0x20000;

    [LibraryImport(Library, EntryPoint = "open",
        SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial SafeFileHandle Open(string path, int flags, uint mode);

    [LibraryImport(Library, EntryPoint = "read", SetLastError = true)]
    internal static partial nint Read(SafeFileHandle file, Span<byte> buffer, nint count);

    [LibraryImport(Library, EntryPoint = "write", SetLastError = true)]
    internal static partial nint Write(
        SafeFileHandle file, ReadOnlySpan<byte> buffer, nint count);

    [LibraryImport(Library, EntryPoint = "fsync", SetLastError = true)]
    internal static partial int Sync(SafeFileHandle file);

    [LibraryImport(Library, EntryPoint = "ftruncate", SetLastError = true)]
    internal static partial int Cut(SafeFileHandle file, nint length);

    [LibraryImport(Library, EntryPoint = "flock", SetLastError = true)]
    internal static partial int Lock(SafeFileHandle file, int operation);

    [LibraryImport(Library, EntryPoint = "rename",
        SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Rename(string from, string to);

    [LibraryImport(Library, EntryPoint = "unlink",
        SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Delete(string path);

    /// <summary>Whether it is a file, and neither pipe, device, socket nor directory.</summary>
    internal static bool IsRegular(SafeFileHandle file)
    {
        // struct statx is the same on every architecture, which struct stat is not.
        Span<byte> stat = stackalloc byte[StatSize];
        return Stat(file, "", OfHandle, WantsType, stat) == 0
            && (MemoryMarshal.Read<ushort>(stat[StatModeAt..]) & TypeMask) == RegularFile;
    }

    [LibraryImport(Library, EntryPoint = "statx",
        SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Stat(
        SafeFileHandle file, string path, int flags, uint mask, Span<byte> stat);
}
