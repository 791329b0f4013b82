using System.Runtime.InteropServices;
using Harness.Reference.Ports;

namespace Harness.Hosting.Files;

/// <summary>What the numbers of errno mean to a supervisor.</summary>
internal static class FileErrors
{
    internal const int Interrupted = 4; // EINTR
    internal const int WouldBlock = 11; // EWOULDBLOCK

    private const int NotPermitted = 1; // EPERM
    private const int NoEntry = 2; // ENOENT
    private const int NoAccess = 13; // EACCES
    private const int NotDirectory = 20; // ENOTDIR
    private const int NoSpace = 28; // ENOSPC
    private const int ReadOnly = 30; // EROFS
    private const int IsLink = 40; // ELOOP
    private const int OverQuota = 122; // EDQUOT

    /// <summary>Why the last call of this thread failed.</summary>
    internal static FileError Last() => Of(Marshal.GetLastPInvokeError());

    /// <summary>
    /// What is not named is <see cref="FileError.Device"/>: nobody can tell what is wrong with the
    /// machine, only that something is.
    /// </summary>
    internal static FileError Of(int number) => number switch
    {
        0 => FileError.None,
        NoEntry or NotDirectory => FileError.Missing,
        NoSpace or OverQuota => FileError.NoSpace,
        ReadOnly => FileError.ReadOnly,
        NoAccess or NotPermitted or IsLink => FileError.Denied,
        WouldBlock => FileError.Locked,
        _ => FileError.Device,
    };
}
