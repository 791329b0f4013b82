using System.Diagnostics;
using Harness.Hosting.Native;
using Harness.Hosting.Notify;
using Harness.Reference.Ports;

namespace Harness.Bench.Supervise;

/// <summary>A supervisor in a process of its own, or a tree of them, over its workers.</summary>
/// <param name="place">Where it lives.</param>
/// <param name="number">Its number.</param>
/// <param name="words">The program's path and arguments.</param>
/// <param name="stopSignal">What ends it in its orderly way.</param>
/// <param name="tellsReady">Whether it speaks sd_notify.</param>
internal sealed class ProcessFleet(
    Workplace place, int number, IReadOnlyList<string> words, Signal stopSignal, bool tellsReady)
    : IFleet
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private const int LastLines = 20;

    private readonly string _base = Path.Combine(place.Folder, $"f{number}");
    private NotifySocket? _socket;
    private Child? _root;
    private long _readyAt;

    public int Number => number;

    public long? ReadyAt => Volatile.Read(ref _readyAt) is var at and not 0 ? at : null;

    public bool TellsReady => tellsReady;

    public bool HasEnded => _root is not { } root || root.HasEnded(TimeSpan.Zero);

    public void Start()
    {
        List<(string, string)> besides = [];
        if (tellsReady)
        {
            _socket = new NotifySocket(_base + ".notify");
            _ = _socket.Receive(Told);
            besides.Add(("NOTIFY_SOCKET", _base + ".notify"));
        }

        _root = new Child(place.Start(words, _base + ".log", besides), place.Exits);
    }

    public void Stop()
    {
        if (_root is { } root && !root.HasEnded(TimeSpan.Zero))
        {
            _ = LibC.Kill(root.Pid, (int)stopSignal);
            root.HasEnded(Patience); // what is left of it is swept away
        }

        _socket?.Remove();
    }

    public IReadOnlyList<int> Supervisors(IReadOnlySet<int> workers)
    {
        if (HasEnded)
        {
            throw Broken("ended, expected to run");
        }

        ILookup<int, int> byParent = ProcFs.All()
            .Where(stat => !stat.HasEnded && !workers.Contains(stat.Pid))
            .ToLookup(stat => stat.Parent, stat => stat.Pid);
        List<int> found = [_root!.Pid];
        for (int i = 0; i < found.Count; i++)
        {
            found.AddRange(byParent[found[i]]);
        }

        return found;
    }

    public InvalidOperationException Broken(string what) => new(string.Join('\n',
    [
        $"{Path.GetFileName(words[0])}: {what}; it said last:",
        .. File.ReadLines(_base + ".log").TakeLast(LastLines),
    ]));

    private void Told(NotifyMessage? message)
    {
        if (message is { IsReady: true })
        {
            Interlocked.CompareExchange(ref _readyAt, Stopwatch.GetTimestamp(), 0);
        }
    }
}
