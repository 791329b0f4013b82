using Harness.Hosting.Files;
using Harness.Reference.Ports;

namespace Harness.Hosting.Running;

/// <summary>The lock of a state directory could not be taken.</summary>
public sealed class StateInUseException : IOException
{
    /// <summary>Says who has it, as far as that is known.</summary>
    public StateInUseException(string directory, string lockFile, FileError error)
        : base(error == FileError.Locked
            ? $"{directory} is in use by another supervisor{HolderOf(lockFile)}"
            : $"{lockFile} cannot be locked: {error}") => Error = error;

    /// <summary>Why.</summary>
    public FileError Error { get; }

    private static string HolderOf(string lockFile) =>
        LockHolder.Read(lockFile) is { } holder
            ? FormattableString.Invariant($", pid {holder.Pid}") : "";
}
