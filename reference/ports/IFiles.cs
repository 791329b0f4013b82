namespace Harness.Reference.Ports;

/// <summary>
/// The files of the machine, by absolute path. What was written is durable only after
/// <see cref="Sync"/> of the file, and its name only after <see cref="SyncDirectory"/>.
/// </summary>
public interface IFiles
{
    /// <summary>Reads a whole file.</summary>
    Task<FileAnswer> Read(string path);

    /// <summary>Creates or overwrites a file. A crash may leave any beginning of it.</summary>
    Task<FileError> Write(string path, ReadOnlyMemory<byte> contents);

    /// <summary>Makes the contents durable.</summary>
    Task<FileError> Sync(string path);

    /// <summary>Renames, replacing what was there, atomically.</summary>
    Task<FileError> Rename(string from, string to);

    /// <summary>Makes the names of a directory durable.</summary>
    Task<FileError> SyncDirectory(string path);

    /// <summary>
    /// Deletes a file; deleting what is not there is <see cref="FileError.Missing"/>.
    /// </summary>
    Task<FileError> Delete(string path);

    /// <summary>
    /// Takes a lock that the machine gives up when this process ends, however it ends.
    /// <see cref="FileError.Locked"/> if another living process has it.
    /// </summary>
    Task<FileError> Lock(string path);
}
