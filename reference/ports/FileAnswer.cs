namespace Harness.Reference.Ports;

/// <summary>What went wrong with a file.</summary>
public enum FileError
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It is not there (ENOENT).</summary>
    Missing,

    /// <summary>No room is left (ENOSPC).</summary>
    NoSpace,

    /// <summary>The file system is read-only (EROFS).</summary>
    ReadOnly,

    /// <summary>The device failed (EIO).</summary>
    Device,

    /// <summary>Another process has the lock.</summary>
    Locked,

    /// <summary>This user may not (EACCES, EPERM).</summary>
    Denied,
}

/// <summary>The contents of a file, or why there are none.</summary>
public readonly record struct FileAnswer(FileError Error, ReadOnlyMemory<byte> Contents);
