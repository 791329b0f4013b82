using Harness.Hosting.Native;

namespace Harness.Hosting.Processes;

/// <summary>
/// The files that workers write their stdout and stderr to. They are files and never pipes, so that
/// a worker goes on writing while no supervisor lives. A file that grows over its bound is copied
/// beside itself and emptied; what is written between the two is lost.
/// </summary>
internal sealed class WorkerOutput : IDisposable
{
    private const int UserOnly = 0x180; // 0600

    private readonly string _folder;
    private readonly long _mostBytes;
    private readonly Action<string> _note;
    private readonly Lock _lock = new();
    private readonly FileSystemWatcher? _watcher;

    internal WorkerOutput(string folder, long mostBytes, Action<string> note)
    {
        (_folder, _mostBytes, _note) = (folder, mostBytes, note);
        foreach (string path in Directory.EnumerateFiles(folder, "*.log"))
        {
            Bound(path); // it may have grown while nobody looked
        }

        try
        {
            _watcher = new FileSystemWatcher(folder, "*.log") { NotifyFilter = NotifyFilters.Size };
            _watcher.Changed += (_, change) => Bound(change.FullPath);
            _watcher.EnableRaisingEvents = true;
        }
        catch (IOException wrong)
        {
            note($"the size of output files is looked at on starts only: {wrong.Message}");
        }
    }

    /// <summary>
    /// Opens a unit's file for a process; a descriptor to close, or -1 if it cannot be.
    /// </summary>
    internal int Open(string unit)
    {
        string path = PathOf(unit);
        Bound(path);
        int descriptor = LibC.Open(
            path,
            LibC.OpenWriteOnly | LibC.OpenCreate | LibC.OpenAppend | LibC.OpenCloseOnExec
                | LibC.OpenNoFollow,
            UserOnly);
        if (descriptor < 0)
        {
            _note($"{path} cannot be opened for the output of {unit}");
        }

        return descriptor;
    }

    internal string PathOf(string unit) => Path.Combine(_folder, FileName(unit) + ".log");

    /// <summary>The unit whose file that is; null if it is none of these.</summary>
    internal string? UnitOf(string path) =>
        Path.GetDirectoryName(path) == _folder && path.EndsWith(".log", StringComparison.Ordinal)
            ? Uri.UnescapeDataString(Path.GetFileNameWithoutExtension(path))
            : null;

    public void Dispose() => _watcher?.Dispose();

    // Units of a configuration have harmless names; those of a program may be called anything.
    private static string FileName(string unit)
    {
        string escaped = Uri.EscapeDataString(unit);
        return escaped.StartsWith('.') ? "%2E" + escaped[1..] : escaped;
    }

    private void Bound(string path)
    {
        lock (_lock)
        {
            try
            {
                if (new FileInfo(path) is { Exists: true, LinkTarget: null } file
                    && file.Length > _mostBytes)
                {
                    MoveAside(path);
                }
            }
            catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
            {
                _note($"{path} is too long, and cannot be moved aside: {wrong.Message}");
            }
        }
    }

    private void MoveAside(string path)
    {
        using var from = new FileStream(
            path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        using (var to = new FileStream(path + ".1", FileMode.Create, FileAccess.Write))
        {
            // Not until its end: a fast writer would always be ahead.
            long left = Math.Min(_mostBytes, from.Length);
            from.Seek(-left, SeekOrigin.End);
            var piece = new byte[Math.Min(left, 64 * 1024)];
            while (left > 0 && from.Read(
                piece.AsSpan(0, (int)Math.Min(left, piece.Length))) is > 0 and var read)
            {
                to.Write(piece.AsSpan(0, read));
                left -= read;
            }
        }

        from.SetLength(0); // writers append, so that they go on at the new end
    }
}
