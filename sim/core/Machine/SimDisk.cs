using Harness.Reference.Ports;
using Harness.Sim.Faults;
using Harness.Sim.Trace;

namespace Harness.Sim.Machine;

/// <summary>
/// The files of the machine, with what is durable apart from what is only written. A killed process
/// leaves both as they are; a reboot leaves only what is durable.
/// </summary>
internal sealed class SimDisk(SimMachine machine)
{
    private readonly Dictionary<FileOperation, Queue<FileError>> _failures = [];
    private SortedDictionary<string, FileBody> _names = new(StringComparer.Ordinal);
    private SortedDictionary<string, FileBody> _durableNames = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _locks = new(StringComparer.Ordinal);

    internal void Fail(FailFiles fault)
    {
        if (!_failures.TryGetValue(fault.Operation, out Queue<FileError>? queue))
        {
            _failures[fault.Operation] = queue = new Queue<FileError>();
        }

        for (int i = 0; i < fault.Times; i++)
        {
            queue.Enqueue(fault.Error);
        }
    }

    internal FileAnswer Read(string path)
    {
        FileError failure = Failure(FileOperation.Read, path);
        return failure != FileError.None
            ? new FileAnswer(failure, default)
            : _names.TryGetValue(path, out FileBody? body)
                ? new FileAnswer(FileError.None, body.Written)
                : new FileAnswer(FileError.Missing, default);
    }

    internal FileError Write(string path, ReadOnlyMemory<byte> contents)
    {
        FileError failure = Failure(FileOperation.Write, path);
        if (failure == FileError.None)
        {
            if (!_names.TryGetValue(path, out FileBody? body))
            {
                _names[path] = body = new FileBody();
            }

            body.Written = contents.ToArray();
        }

        return failure;
    }

    internal FileError Sync(string path)
    {
        FileError failure = Failure(FileOperation.Sync, path);
        if (failure != FileError.None)
        {
            return failure;
        }

        if (!_names.TryGetValue(path, out FileBody? body))
        {
            return FileError.Missing;
        }

        body.Durable = body.Written;
        return FileError.None;
    }

    internal FileError Rename(string from, string to)
    {
        FileError failure = Failure(FileOperation.Rename, from);
        if (failure != FileError.None)
        {
            return failure;
        }

        if (!_names.Remove(from, out FileBody? body))
        {
            return FileError.Missing;
        }

        _names[to] = body;
        return FileError.None;
    }

    internal FileError SyncDirectory(string path)
    {
        FileError failure = Failure(FileOperation.Sync, path);
        if (failure == FileError.None)
        {
            string prefix = path + "/";
            foreach (string gone in _durableNames.Keys.Where(name => Below(name, prefix)).ToArray())
            {
                _durableNames.Remove(gone);
            }

            foreach ((string name, FileBody body) in _names.Where(file => Below(file.Key, prefix)))
            {
                _durableNames[name] = body;
            }
        }

        return failure;
    }

    internal FileError Delete(string path) =>
        _names.Remove(path) ? FileError.None : FileError.Missing;

    internal FileError Lock(string path, int life)
    {
        FileError failure = Failure(FileOperation.Lock, path);
        if (failure != FileError.None)
        {
            return failure;
        }

        if (_locks.TryGetValue(path, out int holder) && machine.Supervisor.IsAlive(holder)
            && holder != life)
        {
            return FileError.Locked;
        }

        _locks[path] = life;
        return FileError.None;
    }

    /// <summary>What was not made durable is lost.</summary>
    internal void Reboot()
    {
        _names = new(_durableNames, StringComparer.Ordinal);
        foreach (FileBody body in _names.Values)
        {
            body.Written = body.Durable;
        }

        _durableNames = new(_names, StringComparer.Ordinal);
        _locks.Clear();
    }

    private static bool Below(string name, string prefix) =>
        name.StartsWith(prefix, StringComparison.Ordinal);

    private FileError Failure(FileOperation operation, string path)
    {
        if (!_failures.TryGetValue(operation, out Queue<FileError>? queue)
            || !queue.TryDequeue(out FileError failure))
        {
            return FileError.None;
        }

        machine.Trace.Add(new FileFailed(path, Yaml.Of(operation), failure));
        return failure;
    }

    private sealed class FileBody
    {
        internal byte[] Written { get; set; } = [];

        internal byte[] Durable { get; set; } = [];
    }
}
