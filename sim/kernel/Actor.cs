using Harness.Sim.Kernel.Leaks;

namespace Harness.Sim.Kernel;

/// <summary>
/// One activity, or one thing of the simulated world that chooses: a place in the spawn tree with
/// counters of its own, from which all its choices get their names.
/// </summary>
public sealed class Actor : IActivity
{
    private readonly Actor? _parent;
    private readonly string _name;
    private readonly int _number;
    private readonly SimScheduler _scheduler;
    private Dictionary<string, int>? _children;
    private uint _ordinal;
    private uint _faults;
    private uint _latencies;
    private uint _values;

    internal Actor(Simulation simulation, SimNode node, Actor? parent, string name)
    {
        Node = node;
        _parent = parent;
        _name = name;
        _number = parent?.NumberChild(name) ?? 0;
        PathHash = Mix.Two(
            parent?.PathHash ?? Mix.Text(node.Name), Mix.Text(name) + (ulong)_number);
        _scheduler = new SimScheduler(simulation, this);
    }

    /// <summary>The node it lives and dies with.</summary>
    public SimNode Node { get; }

    /// <summary>The hash of <see cref="Path"/>: the same in every process.</summary>
    public ulong PathHash { get; }

    /// <summary>Its place in the spawn tree, such as <c>supervisor/main/worker web#2</c>.</summary>
    public string Path => Segments() is { Count: <= 12 } segments
        ? string.Join('/', segments)
        : string.Join('/', Segments().Take(6)) + "/…/" + string.Join('/', Segments().TakeLast(6));

    internal SimScheduler Scheduler => _scheduler;

    /// <summary>Its place among the unfinished activities; null if it is not one.</summary>
    internal LinkedListNode<Actor>? Place { get; set; }

    /// <summary>When its last step ran, in ticks since the start of the run.</summary>
    internal long LastStepTicks { get; set; }

    /// <summary>The task that holds its activity; null for one that runs none.</summary>
    internal Task<Task>? Life { get; set; }

    bool IActivity.IsAlive => Node.IsAlive;

    Task<Task>? IActivity.Life => Life;

    internal uint NextOrdinal() => _ordinal++;

    internal uint NextDraw(ChoiceKind kind) => kind switch
    {
        ChoiceKind.Schedule => NextOrdinal(),
        ChoiceKind.Fault => _faults++,
        ChoiceKind.Latency => _latencies++,
        ChoiceKind.Value => _values++,
    };

    private List<string> Segments()
    {
        var segments = new List<string>();
        for (Actor? actor = this; actor is not null; actor = actor._parent)
        {
            segments.Add(actor._number == 0
                ? actor._name
                : FormattableString.Invariant($"{actor._name}#{actor._number + 1}"));
        }

        segments.Reverse();
        return segments;
    }

    private int NumberChild(string name)
    {
        _children ??= new Dictionary<string, int>(StringComparer.Ordinal);
        int number = _children.GetValueOrDefault(name);
        _children[name] = number + 1;
        return number;
    }
}
