using Harness.Reference.Ports;

namespace Harness.Properties.Reference;

/// <summary>
/// Files in memory that write down what was done, and fail where they are told to.
/// </summary>
internal sealed class FakeFiles : IFiles
{
    private readonly SortedDictionary<string, byte[]> _contents = new(StringComparer.Ordinal);

    /// <summary>What was asked for, in order, failed or not: operation and path.</summary>
    internal List<string> Asked { get; } = [];

    /// <summary>The operation that fails, and how.</summary>
    internal (string Operation, FileError Error)? Failing { get; set; }

    internal byte[] this[string path]
    {
        get => _contents[path];
        set => _contents[path] = value;
    }

    internal bool Has(string path) => _contents.ContainsKey(path);

    public Task<FileAnswer> Read(string path)
    {
        FileError error = Ask("read", path);
        return Task.FromResult(error != FileError.None
            ? new FileAnswer(error, default)
            : _contents.TryGetValue(path, out byte[]? found)
                ? new FileAnswer(FileError.None, found)
                : new FileAnswer(FileError.Missing, default));
    }

    public Task<FileError> Write(string path, ReadOnlyMemory<byte> contents)
    {
        FileError error = Ask("write", path);
        int length = error == FileError.None ? contents.Length : contents.Length / 2;
        _contents[path] = contents[..length].ToArray(); // a failed write leaves a beginning
        return Task.FromResult(error);
    }

    public Task<FileError> Sync(string path) => Task.FromResult(Ask("sync", path));

    public Task<FileError> Rename(string from, string to)
    {
        FileError error = Ask("rename", $"{from} -> {to}");
        if (error == FileError.None)
        {
            error = _contents.Remove(from, out byte[]? moved) ? FileError.None : FileError.Missing;
            if (moved is not null)
            {
                _contents[to] = moved;
            }
        }

        return Task.FromResult(error);
    }

    public Task<FileError> SyncDirectory(string path) =>
        Task.FromResult(Ask("sync-directory", path));

    public Task<FileError> Delete(string path) => Task.FromResult(
        _contents.Remove(path) ? FileError.None : FileError.Missing);

    public Task<FileError> Lock(string path) => Task.FromResult(Ask("lock", path));

    private FileError Ask(string operation, string what)
    {
        Asked.Add($"{operation} {what}");
        return Failing is { } failing && failing.Operation == operation
            ? failing.Error
            : FileError.None;
    }
}
