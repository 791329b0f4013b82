using Harness.Reference.Ports;
using Harness.Reference.State;
using Harness.Sim.Faults;
using Harness.Sim.Kernel;
using Harness.Sim.Trace;

namespace Harness.Sim.Machine;

/// <summary>
/// The files of the machine, with what is durable apart from what is only written. A killed process
/// leaves both as they are; a reboot leaves what is durable, and may leave more.
/// </summary>
internal sealed partial class SimDisk(SimMachine machine)
{
    private SortedDictionary<string, FileBody> _names = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, FileBody> _durableNames = new(StringComparer.Ordinal);
    private readonly List<NameChange> _unsynced = [];
    private readonly Actor _actor = machine.AddActor("disk");
    private readonly Dictionary<string, int> _locks = new(StringComparer.Ordinal);

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
        if (failure is FileError.None or FileError.NoSpace or FileError.Device)
        {
            if (!_names.TryGetValue(path, out FileBody? body))
            {
                _names[path] = body = new FileBody();
                _unsynced.Add(new NameChange(path, body));
            }

            // A write that finds no room or a bad block leaves what came before it.
            int length = failure == FileError.None ? contents.Length : Draw(contents.Length);
            body.Written = contents[..length].ToArray();
        }

        return failure;
    }

    internal bool Has(string path) => _names.ContainsKey(path);

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
        _first.TryAdd(to, body.Written);
        _unsynced.Add(new NameChange(from, null));
        _unsynced.Add(new NameChange(to, body) { IsWithPrevious = true });
        Show(to);
        return FileError.None;
    }

    internal FileError SyncDirectory(string path)
    {
        FileError failure = Failure(FileOperation.Sync, path);
        if (failure == FileError.None)
        {
            string prefix = path + "/";
            foreach (NameChange change in _unsynced.Where(change => Below(change.Name, prefix)))
            {
                change.Apply(_durableNames);
            }

            _unsynced.RemoveAll(change => Below(change.Name, prefix));
        }

        return failure;
    }

    internal FileError Delete(string path)
    {
        if (!_names.Remove(path))
        {
            return FileError.Missing;
        }

        _unsynced.Add(new NameChange(path, null));
        return FileError.None;
    }

    internal FileError Lock(string path, int life)
    {
        FileError error = Failure(FileOperation.Lock, path);
        if (error == FileError.None && _locks.TryGetValue(path, out int holder)
            && machine.Supervisor.IsAlive(holder) && holder != life)
        {
            error = FileError.Locked;
        }

        if (error == FileError.None)
        {
            _locks[path] = life;
        }

        machine.Trace.Add(new LockAsked(path, error));
        return error;
    }

    /// <summary>
    /// A power cut. Of the name changes that no directory sync has secured, any beginning may have
    /// reached the disk, a rename as a whole; of contents that no sync has secured, the old ones,
    /// the new ones or a beginning of the new ones. Which, is drawn.
    /// </summary>
    internal void Reboot()
    {
        int reached = Draw(_unsynced.Count);
        for (int i = 0; i < _unsynced.Count; i++)
        {
            if (i < reached || (i == reached && _unsynced[i].IsWithPrevious))
            {
                _unsynced[i].Apply(_durableNames);
            }
        }

        _unsynced.Clear();
        _names = new(_durableNames, StringComparer.Ordinal);
        foreach (FileBody body in _names.Values)
        {
            if (!body.Written.AsSpan().SequenceEqual(body.Durable))
            {
                body.Written = Draw(2) switch
                {
                    0 => body.Durable,
                    1 => body.Written,
                    _ => body.Written[..Draw(body.Written.Length)],
                };
                body.Durable = body.Written;
            }
        }

        _locks.Clear();
        foreach (string name in _names.Keys.Where(IsStore).DefaultIfEmpty(ConfigStore.FileName))
        {
            Show(name);
        }
    }

    /// <summary>Somebody else than the supervisor writes a file, for good.</summary>
    internal void Put(string path, byte[] contents)
    {
        var body = new FileBody { Written = contents, Durable = contents };
        _names[path] = body;
        _durableNames[path] = body;
    }

    /// <summary>The contents of a file, as anybody would find them; null: there is none.</summary>
    internal byte[]? Peek(string path) => _names.GetValueOrDefault(path)?.Written;

    private static bool IsStore(string path) =>
        path.EndsWith(ConfigStore.FileName, StringComparison.Ordinal);

    // What the store holds is a fact of the machine; it is read as a start would read it.
    private void Show(string path)
    {
        if (machine.Configs is { } configs && IsStore(path))
        {
            machine.Trace.Add(new ConfigStored(Peek(path) is not { } contents ? ""
                : ConfigStore.Parse(contents) is { } stored ? configs.NameOf(stored.Document.Tag)
                : "damaged"));
        }
    }

    private int Draw(int most) => most == 0
        ? 0
        : (int)machine.Simulation.Draw(_actor, ChoiceKind.Fault, 0, most);

    private static bool Below(string name, string prefix) =>
        name.StartsWith(prefix, StringComparison.Ordinal);

    /// <summary>A name that got a body, or lost it.</summary>
    private sealed record NameChange(string Name, FileBody? Body)
    {
        internal bool IsWithPrevious { get; init; }

        internal void Apply(SortedDictionary<string, FileBody> names)
        {
            if (Body is null)
            {
                names.Remove(Name);
            }
            else
            {
                names[Name] = Body;
            }
        }
    }

    private sealed class FileBody
    {
        internal byte[] Written { get; set; } = [];

        internal byte[] Durable { get; set; } = [];
    }
}
