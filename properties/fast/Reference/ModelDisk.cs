using Harness.Reference.Ports;

namespace Harness.Properties.Reference;

/// <summary>
/// A disk as POSIX promises it and no more, told as a value: what a process sees, and every state
/// in which a power cut may leave it. It can be copied, so that all of them can be tried.
/// </summary>
/// <remarks>
/// Of name changes that no sync of the directory has secured any beginning may be there; a rename
/// is one change. Contents that no sync has secured are the old ones, or any beginning of the new
/// ones.
/// </remarks>
internal sealed class ModelDisk : IFiles
{
    private readonly List<Body> _bodies = [];
    private readonly List<Dictionary<string, int>> _unsynced = []; // the names after each change
    private Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private Dictionary<string, int> _durable = new(StringComparer.Ordinal);
    private int _done;

    /// <summary>The operation that fails, counted from the next one; null: none.</summary>
    internal (int Operation, FileError Error, int Written)? Failing { get; set; }

    /// <summary>How many operations have their effect before the process dies; null: all.</summary>
    internal int? DiesAfter { get; set; }

    /// <summary>
    /// Whether a sync of contents does nothing: as with a program that leaves it out.
    /// </summary>
    internal bool LosesSyncs { get; init; }

    /// <summary>What a process sees of a file; null if it is not there.</summary>
    internal byte[]? this[string path] =>
        _names.TryGetValue(path, out int body) ? _bodies[body].Written : null;

    /// <summary>Puts a file there, durably.</summary>
    internal void Put(string path, byte[] contents)
    {
        _bodies.Add(new Body(contents, contents));
        _names = With(_names, path, _bodies.Count - 1);
        _durable = With(_durable, path, _bodies.Count - 1);
    }

    internal ModelDisk Copy()
    {
        var copy = new ModelDisk
        {
            _names = _names, _durable = _durable, LosesSyncs = LosesSyncs,
        };
        copy._bodies.AddRange(_bodies);
        copy._unsynced.AddRange(_unsynced);
        return copy;
    }

    /// <summary>Every state in which a power cut may leave it.</summary>
    internal IEnumerable<ModelDisk> AfterPowerCut()
    {
        foreach (Dictionary<string, int> names in _unsynced.Prepend(_durable))
        {
            IEnumerable<ModelDisk> left = [new ModelDisk { _names = names, _durable = names }];
            for (int i = 0; i < _bodies.Count; i++)
            {
                // What has no name left is of no interest.
                byte[][] contents = names.ContainsValue(i)
                    ? [.. Legal(_bodies[i])]
                    : [_bodies[i].Durable];
                left = [.. left.SelectMany(disk => contents.Select(disk.And))];
            }

            foreach (ModelDisk disk in left)
            {
                yield return disk;
            }
        }
    }

    /// <summary>What a task that has nothing to wait for came to.</summary>
    internal static T Now<T>(Task<T> task) => task.IsCompleted
        ? task.Result
        : throw new InvalidOperationException("it waits for something");

    public Task<FileAnswer> Read(string path) => Task.FromResult(this[path] is { } contents
        ? new FileAnswer(FileError.None, contents)
        : new FileAnswer(FileError.Missing, default));

    public Task<FileError> Write(string path, ReadOnlyMemory<byte> contents) => Do(
        written =>
        {
            byte[] all = contents[..(written ?? contents.Length)].ToArray();
            if (_names.TryGetValue(path, out int old))
            {
                _bodies[old] = _bodies[old] with { Written = all };
            }
            else
            {
                _bodies.Add(new Body(all, []));
                Change(With(_names, path, _bodies.Count - 1));
            }
        },
        leavesABeginning: true);

    public Task<FileError> Sync(string path) => Do(_ =>
    {
        int body = _names[path];
        _bodies[body] = LosesSyncs
            ? _bodies[body]
            : new Body(_bodies[body].Written, _bodies[body].Written);
    });

    public Task<FileError> Rename(string from, string to) => Do(_ =>
    {
        Dictionary<string, int> names = With(_names, to, _names[from]);
        names.Remove(from);
        Change(names);
    });

    public Task<FileError> SyncDirectory(string path) => Do(_ =>
    {
        _durable = _names;
        _unsynced.Clear();
    });

    public Task<FileError> Delete(string path) =>
        throw new InvalidOperationException("the store deletes nothing");

    public Task<FileError> Lock(string path) => Task.FromResult(FileError.None);

    private Task<FileError> Do(Action<int?> effect, bool leavesABeginning = false)
    {
        int operation = _done++;
        if (operation >= DiesAfter)
        {
            return new TaskCompletionSource<FileError>().Task; // nobody is there to be answered
        }

        if (Failing is { } failing && failing.Operation == operation)
        {
            if (leavesABeginning)
            {
                effect(failing.Written);
            }

            return Task.FromResult(failing.Error);
        }

        effect(null);
        return Task.FromResult(FileError.None);
    }

    private void Change(Dictionary<string, int> names)
    {
        _names = names;
        _unsynced.Add(names);
    }

    private ModelDisk And(byte[] contents)
    {
        ModelDisk copy = Copy();
        copy._bodies.Add(new Body(contents, contents));
        return copy;
    }

    private static Dictionary<string, int> With(
        Dictionary<string, int> names, string path, int body) =>
        new(names, StringComparer.Ordinal) { [path] = body };

    private static IEnumerable<byte[]> Legal(Body body) => body.Written == body.Durable
        ? [body.Durable]
        : Enumerable.Range(0, body.Written.Length + 1).Select(length => body.Written[..length])
            .Prepend(body.Durable);

    private sealed record Body(byte[] Written, byte[] Durable);
}
