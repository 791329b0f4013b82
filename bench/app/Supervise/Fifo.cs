using System.Runtime.InteropServices;

namespace Harness.Bench.Supervise;

/// <summary>A named pipe, which the platform's own classes cannot make.</summary>
internal static partial class Fifo
{
    private const uint UserOnly = 0x180; // 0600

    /// <summary>Makes it and opens both ends, so that nobody who writes to it waits.</summary>
    internal static FileStream Make(string path)
    {
        return MakeFifo(path, UserOnly) == 0
            ? new FileStream(
                path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0)
            : throw new IOException(
                $"{path} cannot be made: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    [LibraryImport("libc", EntryPoint = "mkfifo", SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakeFifo(string path, uint mode);
}
