using Harness.Reference.Ports;
using Harness.Sim.Kernel.Leaks;

namespace Harness.Sim.Kernel;

/// <summary>
/// One run: a set of nodes with actors, virtual time, and one loop on one thread that takes one
/// ready step after the other. The same choices give the same run, in any process.
/// </summary>
public sealed partial class Simulation
{
    private readonly SimulationOptions _options;
    private readonly Execution _execution;
    private readonly ReadySet _ready = new();
    private readonly TimerHeap _timers = new();
    private readonly Obligations _obligations = new();
    private readonly Activities _activities = new();
    private readonly LeakDetector _leaks;
    private readonly DroppedTasks _dropped;
    private readonly Tape? _tape;
    private readonly Digest? _choiceDigest;
    private readonly HashSet<string> _nodeNames = new(StringComparer.Ordinal);
    private readonly List<SimNode> _nodes = [];
    private Actor _owner;
    private long _now;
    private long _wallOffset;
    private long _sequence;
    private long _steps;
    private long _decisions;
    private long _timeMovedAtStep;
    private long _jumps;
    private int _mostReady; // at once, since time moved
    private volatile bool _ended;
    private bool _mainIsOver;
    private (Ending Ending, string Because, Exception? Error)? _verdict;
    private List<string> _pending = [];

    /// <summary>A run that has not begun. It must be run on the thread that made it.</summary>
    public Simulation(SimulationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _execution = options.Execution;
        _tape = options.Recording == Recording.Tape ? new Tape(options.ChosenBefore) : null;
        _choiceDigest = options.Recording == Recording.None ? null : Digest;
        _leaks = new LeakDetector();
        _dropped = new DroppedTasks(() => _owner);
        World = AddNode("world");
        _owner = World.Root;
    }

    /// <summary>The node that never dies: machine, clients, faults.</summary>
    public SimNode World { get; }

    /// <summary>The fingerprint; whoever keeps a trace of the run adds its events to it.</summary>
    public Digest Digest { get; } = new();

    /// <summary>Virtual time since the start of the run.</summary>
    public Instant Now => new(_now);

    /// <summary>The wall clock: it can be stepped, and may lie.</summary>
    public DateTimeOffset WallNow => _options.WallStart.AddTicks(_now + _wallOffset);

    internal long NowTicks => _now;

    /// <summary>The actor whose continuation runs now, or null in timers and effects.</summary>
    internal Actor? Running { get; private set; }

    internal bool IsOwnThread => _leaks.IsOwnThread;

    /// <summary>Adds a node whose monotonic clock starts now, or at an earlier boot.</summary>
    /// <exception cref="ArgumentException">The name was used before.</exception>
    public SimNode AddNode(string name, Instant? bootedAt = null)
    {
        if (!_nodeNames.Add(name))
        {
            throw new ArgumentException($"node '{name}' was there before", nameof(name));
        }

        var node = new SimNode(this, name, bootedAt?.Ticks ?? _now);
        _nodes.Add(node);
        return node;
    }

    /// <summary>
    /// Runs <paramref name="main"/> in the world until it is over, or until a bound, a leak or a
    /// stuck activity ends the run. A simulation runs once.
    /// </summary>
    public RunOutcome Run(Func<Task> main)
    {
        ObjectDisposedException.ThrowIf(_ended, this);
        SynchronizationContext? outer = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null); // awaits must see the scheduler
        _leaks.Watch();
        _dropped.Watch();
        try
        {
            var loop = new Task(() => RunMain(main));
            loop.RunSynchronously(new KernelScheduler());
            loop.GetAwaiter().GetResult();
        }
        finally
        {
            _ended = true;
            _leaks.Close();
            _dropped.Close();
            SynchronizationContext.SetSynchronizationContext(outer);
        }

        (Ending ending, string because, Exception? error) = _verdict!.Value;
        return new RunOutcome(
            ending, because, _pending, _steps, _decisions, Now, _tape, error);
    }

    /// <summary>Ends the run now, as if its main activity were over.</summary>
    public void Finish() => _mainIsOver = true;

    /// <summary>
    /// Steps the wall clock; the monotonic clock and all timers stay as they are.
    /// </summary>
    public void StepWall(TimeSpan by) => _wallOffset += by.Ticks;

    /// <summary>
    /// The machine sleeps for that long: on Linux the monotonic clock and all timers stand still
    /// meanwhile, and the wall clock is ahead afterwards.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    public void Suspend(TimeSpan span)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(span, TimeSpan.Zero);
        StepWall(span);
    }

    /// <summary>
    /// Runs <paramref name="action"/> as a step of <paramref name="owner"/>, later.
    /// </summary>
    public void After(Actor owner, TimeSpan delay, Action action)
    {
        if (delay <= TimeSpan.Zero)
        {
            if (Accepts(owner, "a step"))
            {
                Enqueue(owner, owner.NextOrdinal(), action);
            }
        }
        else
        {
            Schedule(owner, delay, action);
        }
    }

    /// <summary>
    /// As <see cref="After"/>, but what is returned can be disposed to take it back.
    /// </summary>
    public IDisposable Schedule(Actor owner, TimeSpan delay, Action action)
    {
        var timer = new SimTimer(this, owner, static state => ((Action)state!)(), action);
        timer.Set(delay, Timeout.InfiniteTimeSpan);
        return timer;
    }

    /// <summary>
    /// Registers something that must be over within that time, not counting its node's pauses.
    /// </summary>
    public Obligation Expect(Actor owner, string what, TimeSpan within)
    {
        var obligation = new Obligation(owner, what, _now + within.Ticks, _sequence++);
        _obligations.Add(obligation, _now);
        return obligation;
    }

    /// <summary>
    /// The actor that acts for <paramref name="node"/> now: the current one, if it is of it.
    /// </summary>
    public Actor OwnerFor(SimNode node) =>
        _owner is not null && ReferenceEquals(_owner.Node, node) ? _owner : node.Root;

    internal long NextSequence() => _sequence++;

    /// <summary>
    /// Whether a call to a scheduler or timer of that actor counts. A dead node's calls do not, on
    /// any thread; a living one's must be on the run's own thread, anything else is a leak.
    /// </summary>
    internal bool Accepts(Actor actor, string what)
    {
        if (_ended || !actor.Node.IsAlive)
        {
            return false;
        }

        if (IsOwnThread)
        {
            return true;
        }

        _leaks.Report(actor, what);
        return false;
    }

    internal void Begin(Actor actor, Func<Task> life)
    {
        actor.LastStepTicks = _now;
        _activities.Add(actor);
        using (_leaks.Flow(actor))
        {
            actor.Life = new Task<Task>(life);
            actor.Life.Start(actor.Scheduler);
        }
    }

    internal void IsOver(Actor actor) => _activities.Remove(actor);

    internal void Enqueue(Actor owner, uint ordinal, object work)
    {
        if (owner.Node.IsPaused)
        {
            owner.Node.KeepHeld(new ReadyStep
            {
                Owner = owner,
                Work = work,
                Sequence = _sequence++,
                Ordinal = ordinal,
            });
        }
        else
        {
            _ready.Add(_execution.Key(owner.PathHash, ordinal), owner, ordinal, _sequence++, work);
        }
    }

    internal void Arm(SimTimer timer)
    {
        if (timer.Due <= _now)
        {
            Enqueue(timer.Owner, timer.Ordinal, timer);
        }
        else
        {
            _timers.Add(timer);
        }
    }

    internal void Disarm(SimTimer timer)
    {
        if (timer.HeapIndex >= 0)
        {
            _timers.Remove(timer);
        }
    }

    internal void Hold(SimNode node)
    {
        _ready.TakeNode(node, node.KeepHeld);
        _obligations.Hold(node, _now);
    }

    internal void Release(SimNode node) => _obligations.Release(node, _now);

    internal void Forget(SimNode node)
    {
        _ready.TakeNode(node, null);
        _timers.RemoveNode(node);
        _activities.RemoveNode(node);
    }

    internal void Fail(Actor actor, Exception error)
    {
        if (!actor.Node.IsAlive || error is DivergedException)
        {
            return;
        }

        if (actor.Node.ActorFailed is { } handle)
        {
            handle(actor, error);
        }
        else
        {
            End(Ending.Crashed, $"{actor.Path}: {error.GetType().Name}: {error.Message}", error);
        }
    }
}
