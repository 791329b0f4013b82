using System.Globalization;
using Harness.Hosting.Native;

namespace Harness.Properties.Hosting.Daemon;

/// <summary>
/// Watches the workers of a daemon from outside, as a client and an operator would: how many serve,
/// and whether a unit ever has two processes. What it sees is only what stays so for two looks in a
/// row: a look is not instantaneous.
/// </summary>
internal sealed class ServingWatch : IDisposable
{
    private readonly RealDaemon _daemon;
    private readonly CancellationTokenSource _over = new();
    private readonly Thread _thread;
    private readonly List<string> _found = [];
    private int _fewest = int.MaxValue;
    private long _looks;

    internal ServingWatch(RealDaemon daemon)
    {
        _daemon = daemon;
        _thread = new Thread(Watch) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>The fewest workers that were seen to serve.</summary>
    internal int Fewest => Volatile.Read(ref _fewest);

    /// <summary>How often it has looked.</summary>
    internal long Looks => Volatile.Read(ref _looks);

    /// <summary>Units that had two processes at a time.</summary>
    internal IReadOnlyList<string> Doubles
    {
        get
        {
            lock (_found)
            {
                return [.. _found];
            }
        }
    }

    public void Dispose()
    {
        _over.Cancel();
        _thread.Join();
        _over.Dispose();
    }

    private void Watch()
    {
        int before = int.MaxValue;
        HashSet<string> doubledBefore = [];
        while (!_over.IsCancellationRequested)
        {
            int now = Serving();
            _fewest = Math.Min(_fewest, Math.Max(before, now));
            before = now;
            if (_looks++ % 8 == 0)
            {
                HashSet<string> doubled = [.. _daemon.Leaders()
                    .Where(one => one.Value.Count > 1)
                    .Select(one => $"{one.Key}: {string.Join(", ", one.Value)}")];
                lock (_found)
                {
                    _found.AddRange(doubled.Intersect(doubledBefore));
                }

                doubledBefore = doubled;
            }

            Thread.Sleep(1);
        }
    }

    // A canary gets ready and serves nobody.
    private int Serving() => Directory
        .EnumerateFiles(Path.Combine(_daemon.Folder, "serving"))
        .Count(path => int.TryParse(
                Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture,
                out int pid)
            && ProcFs.Stat(pid) is { HasEnded: false }
            && !Role(path).Contains(" canary ", StringComparison.Ordinal));

    private static string Role(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return " canary "; // it is gone: it does not serve any more
        }
    }
}
