using Harness.Reference.Ports;

namespace Harness.Reference.State;

/// <summary>
/// One file that a crash leaves as it was or as it was to be: temporary file, sync, rename, sync of
/// the directory.
/// </summary>
/// <param name="files">The files of the machine.</param>
/// <param name="directory">Where it is.</param>
/// <param name="name">Its name there.</param>
internal sealed class DurableFile(IFiles files, string directory, string name)
{
    private string Path => directory + "/" + name;

    internal Task<FileAnswer> Read() => files.Read(Path);

    /// <summary>Moves a damaged file out of the way, where a person can look at it.</summary>
    internal Task<FileError> SetAside() => files.Rename(Path, Path + ".damaged");

    internal async Task<FileError> Write(ReadOnlyMemory<byte> contents)
    {
        string temporary = Path + ".new";
        FileError failure = await files.Write(temporary, contents);
        if (failure == FileError.None)
        {
            failure = await files.Sync(temporary);
        }

        if (failure == FileError.None)
        {
            failure = await files.Rename(temporary, Path);
        }

        return failure == FileError.None ? await files.SyncDirectory(directory) : failure;
    }
}
