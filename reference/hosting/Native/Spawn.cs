using System.Runtime.InteropServices;

namespace Harness.Hosting.Native;

/// <summary>
/// posix_spawn(3): the child is the leader of a session of its own, has every signal as the system
/// gives it, reads nothing, and writes to one file. Everything else that .NET has opened is closed
/// in it; what this process was started with is not (<see cref="LibC.KeepDescriptors"/>).
/// </summary>
internal static unsafe partial class Spawn
{
    // POSIX_SPAWN_SETSIGDEF, _SETSIGMASK (spawn.h), _SETSID (glibc 2.26, musl 1.1.22).
    private const short Flags = 0x04 | 0x08 | 0x80;

    // More than any libc's posix_spawnattr_t (glibc 336), posix_spawn_file_actions_t (80) and
    // sigset_t (128) need.
    private const int Room = 512;

    /// <summary>Starts a program; 0 and its pid, or an error number.</summary>
    /// <param name="path">The program's file.</param>
    /// <param name="words">Its arguments, the name that it is called by first.</param>
    /// <param name="environment">Its whole environment.</param>
    /// <param name="output">The descriptor that its stdout and stderr write to.</param>
    /// <param name="pid">Its pid.</param>
    internal static int Start(
        string path,
        IReadOnlyList<string> words,
        IEnumerable<KeyValuePair<string, string>> environment,
        int output,
        out int pid)
    {
        byte* actions = stackalloc byte[Room];
        byte* attributes = stackalloc byte[Room];
        byte* signals = stackalloc byte[Room];
        using var arguments = new NativeStrings(words);
        using var variables = new NativeStrings(
            environment.Select(one => $"{one.Key}={one.Value}"));
        pid = 0;
        int error = ActionsInit(actions);
        if (error != 0)
        {
            return error;
        }

        error = AttributesInit(attributes);
        if (error == 0)
        {
            error = Either(
                FillSignals(signals),
                SetFlags(attributes, Flags),
                SetDefaults(attributes, signals),
                EmptySignals(signals),
                SetMask(attributes, signals),
                AddOpen(actions, 0, "/dev/null", LibC.OpenReadOnly, 0),
                AddDuplicate(actions, output, 1),
                AddDuplicate(actions, output, 2));
            if (error == 0)
            {
                error = PosixSpawn(
                    out pid, path, actions, attributes, arguments.Pointer, variables.Pointer);
            }

            _ = AttributesDestroy(attributes);
        }

        _ = ActionsDestroy(actions);
        return error;
    }

    private static int Either(params ReadOnlySpan<int> errors)
    {
        foreach (int error in errors)
        {
            if (error != 0)
            {
                return error;
            }
        }

        return 0;
    }

    [LibraryImport("libc", EntryPoint = "posix_spawn",
        StringMarshalling = StringMarshalling.Utf8)]
    private static partial int PosixSpawn(
        out int pid, string path, byte* actions, byte* attributes, byte** argv, byte** envp);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_init")]
    private static partial int ActionsInit(byte* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_destroy")]
    private static partial int ActionsDestroy(byte* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addopen",
        StringMarshalling = StringMarshalling.Utf8)]
    private static partial int AddOpen(
        byte* actions, int descriptor, string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_adddup2")]
    private static partial int AddDuplicate(byte* actions, int descriptor, int copy);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_init")]
    private static partial int AttributesInit(byte* attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_destroy")]
    private static partial int AttributesDestroy(byte* attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setflags")]
    private static partial int SetFlags(byte* attributes, short flags);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigdefault")]
    private static partial int SetDefaults(byte* attributes, byte* signals);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigmask")]
    private static partial int SetMask(byte* attributes, byte* signals);

    [LibraryImport("libc", EntryPoint = "sigfillset")]
    private static partial int FillSignals(byte* signals);

    [LibraryImport("libc", EntryPoint = "sigemptyset")]
    private static partial int EmptySignals(byte* signals);

    /// <summary>A null-terminated array of null-terminated strings.</summary>
    private readonly ref struct NativeStrings
    {
        private readonly nint[] _texts;

        internal NativeStrings(IEnumerable<string> texts)
        {
            _texts = [.. texts.Select(Marshal.StringToCoTaskMemUTF8)];
            Pointer = (byte**)NativeMemory.AllocZeroed(
                (nuint)(_texts.Length + 1), (nuint)sizeof(byte*));
            for (int i = 0; i < _texts.Length; i++)
            {
                Pointer[i] = (byte*)_texts[i];
            }
        }

        internal byte** Pointer { get; }

        public void Dispose()
        {
            foreach (nint text in _texts)
            {
                Marshal.FreeCoTaskMem(text);
            }

            NativeMemory.Free(Pointer);
        }
    }
}
