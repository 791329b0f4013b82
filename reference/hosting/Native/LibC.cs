using System.Runtime.InteropServices;

namespace Harness.Hosting.Native;

/// <summary>
/// What the platform's own classes do not offer: starting a process in a session of its own,
/// watching it by a descriptor that no other process can ever be behind, and collecting how it
/// ended. Numbers are those of Linux; they are the same on every architecture that .NET runs on.
/// </summary>
internal static partial class LibC
{
    internal const int ErrNoEntry = 2;
    internal const int ErrNoProcess = 3;
    internal const int ErrTooBig = 7;
    internal const int ErrNoExec = 8;
    internal const int ErrAgain = 11;
    internal const int ErrNoMemory = 12;
    internal const int ErrAccess = 13;
    internal const int ErrNotDirectory = 20;
    internal const int ErrTableFull = 23;
    internal const int ErrTooManyFiles = 24;
    internal const int ErrTextBusy = 26;
    internal const int ErrNameTooLong = 36;
    internal const int ErrNoSystemCall = 38;
    internal const int ErrLoop = 40;

    internal const int OpenReadOnly = 0;
    internal const int OpenWriteOnly = 1;
    internal const int OpenCreate = 0x40;
    internal const int OpenAppend = 0x400;
    internal const int OpenCloseOnExec = 0x80000;

    /// <summary>O_NOFOLLOW differs: x86 has 0x20000, ARM 0x8000.</summary>
    internal static readonly int OpenNoFollow =
        RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.X86
            ? 0x20000 : 0x8000;

    internal const short PollIn = 1;

    private const int PidfdOpenCall = 434;
    private const int PidfdSendSignalCall = 424;
    private const int CloseOnExecAndNonBlocking = 0x80800;
    private const int SetDescriptorFlags = 2; // F_SETFD
    private const int CloseOnExec = 1; // FD_CLOEXEC
    private const int KillSignal = 9;
    private const int ChildSignal = 17;
    private const int WaitPid = 1;
    private const int WaitPidfd = 3;
    private const int WaitExited = 4;
    private const int WaitNoHang = 1;
    private const int CodeExited = 1;

    /// <summary>A descriptor to wait on, and what was found.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct PollDescriptor
    {
        internal int Descriptor;
        internal short Wanted;
        internal short Found;
    }

    /// <summary>
    /// A descriptor of the process that has that pid now, -1 with the error if there is none.
    /// </summary>
    internal static int PidfdOpen(int pid) => (int)SystemCall(PidfdOpenCall, pid, 0, 0, 0);

    /// <summary>Sends a signal to the process behind a descriptor, and to no other.</summary>
    internal static bool PidfdSend(int pidfd, int signal) =>
        SystemCall(PidfdSendSignalCall, pidfd, signal, 0, 0) == 0;

    /// <summary>
    /// Collects a child that has ended: its code, or the signal that killed it. Null if it has not
    /// ended, or is no child of this process.
    /// </summary>
    internal static unsafe (bool IsCode, int Number)? Collect(int pidfd)
    {
        // siginfo_t: si_code is the third int, si_status the seventh; the whole has 128 bytes.
        int* info = stackalloc int[32];
        new Span<int>(info, 32).Clear();
        int answer = WaitId(WaitPidfd, pidfd, info, WaitExited | WaitNoHang);
        return answer == 0 && info[0] != 0 ? (info[2] == CodeExited, info[6]) : null;
    }

    /// <summary>
    /// Kills a child that was not collected, with its group, and collects it.
    /// </summary>
    internal static unsafe void KillAndCollect(int pid)
    {
        int* info = stackalloc int[32];
        _ = Kill(-pid, KillSignal);
        _ = Kill(pid, KillSignal);
        _ = WaitId(WaitPid, pid, info, WaitExited);
    }

    /// <summary>
    /// Makes the ends of children be told of, if whoever started this process had them ignored:
    /// ignored, they are collected by the system, and nobody learns how they ended.
    /// </summary>
    internal static void HeedChildren()
    {
        const string Ignored = "SigIgn:";
        string? line = File.ReadLines("/proc/self/status").FirstOrDefault(
            one => one.StartsWith(Ignored, StringComparison.Ordinal));
        if (line is not null && (Convert.ToUInt64(line[Ignored.Length..].Trim(), 16)
            & (1ul << (ChildSignal - 1))) != 0)
        {
            _ = SetSignal(ChildSignal, 0); // SIG_DFL
        }
    }

    /// <summary>
    /// Closes what this process was started with, beyond stdin, stdout and stderr, in everything
    /// that it starts: a lock or a pipe of whoever started it is not for its workers.
    /// </summary>
    internal static void KeepDescriptors()
    {
        foreach (string path in Directory.GetFiles("/proc/self/fd"))
        {
            int descriptor = int.Parse(
                Path.GetFileName(path), System.Globalization.CultureInfo.InvariantCulture);
            if (descriptor > 2)
            {
                _ = Control(descriptor, SetDescriptorFlags, CloseOnExec);
            }
        }
    }

    /// <summary>A descriptor that wakes whoever polls it.</summary>
    internal static int MakeWaker() => EventFd(0, CloseOnExecAndNonBlocking);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Open(string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "close")]
    internal static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    internal static unsafe partial int Poll(PollDescriptor* descriptors, nuint count, int wait);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    internal static partial int Kill(int pid, int signal);

    [LibraryImport("libc", EntryPoint = "access", SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Access(string path, int mode);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    internal static unsafe partial nint Read(int descriptor, void* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    internal static unsafe partial nint Write(int descriptor, void* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "getpid")]
    internal static partial int OwnPid();

    [LibraryImport("libc", EntryPoint = "geteuid")]
    internal static partial uint EffectiveUser();

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint SystemCall(
        nint number, nint first, nint second, nint third, nint fourth);

    [LibraryImport("libc", EntryPoint = "waitid", SetLastError = true)]
    private static unsafe partial int WaitId(int kind, int id, int* info, int options);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Control(int descriptor, int command, nint argument);

    [LibraryImport("libc", EntryPoint = "signal", SetLastError = true)]
    private static partial nint SetSignal(int signal, nint handler);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    private static partial int EventFd(uint first, int flags);
}
