using Harness.Hosting.Native;
using Harness.Reference.Ports;

namespace Harness.Bench.Supervise;

/// <summary>
/// The yardstick: no supervisor at all, but a thread that starts a worker again the moment that its
/// end is seen. No policy, no record, no log, no notify socket.
/// </summary>
internal sealed class BareFleet : IFleet
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Workplace _place;
    private readonly string[] _programs;
    private readonly Child?[] _children;
    private readonly string _output;
    private volatile bool _isOver;

    internal BareFleet(Workplace place, int workers)
    {
        _place = place;
        Number = place.NextFleet();
        string folder = Path.Combine(place.Folder, $"f{Number}");
        _programs = [.. Enumerable.Range(0, workers).Select(worker =>
            place.WriteWorker(Path.Combine(folder, $"w{worker}"), Number, worker))];
        _children = new Child[workers];
        _output = Path.Combine(folder, "output");
    }

    public int Number { get; }

    public long? ReadyAt => null;

    public bool TellsReady => false;

    public bool HasEnded => _isOver;

    public void Start()
    {
        for (int worker = 0; worker < _children.Length; worker++)
        {
            Begin(worker);
        }
    }

    public void Stop()
    {
        _isOver = true;
        foreach (Child child in _children.OfType<Child>())
        {
            _ = LibC.Kill(child.Pid, (int)Signal.Kill);
        }

        foreach (Child child in _children.OfType<Child>())
        {
            child.HasEnded(Patience);
        }
    }

    public IReadOnlyList<int> Supervisors(IReadOnlySet<int> workers) => [];

    public InvalidOperationException Broken(string what) => new($"bare: {what}");

    private void Begin(int worker)
    {
        if (!_isOver)
        {
            _children[worker] = new Child(
                _place.Start([_programs[worker]], _output), _place.Exits, () => Begin(worker));
        }
    }
}
