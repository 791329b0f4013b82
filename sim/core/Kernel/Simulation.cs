using Harness.Reference;
using Harness.Sim.Kernel.Leaks;

namespace Harness.Sim.Kernel;

/// <summary>
/// One run: a set of nodes with actors, virtual time, and one loop on one thread that takes one
/// ready step after the other. The same strategy gives the same run, in any process.
/// </summary>
public sealed class Simulation
{
    private readonly SimulationOptions _options;
    private readonly Strategy _strategy;
    private readonly ReadySet _ready = new();
    private readonly TimerHeap _timers = new();
    private readonly PriorityQueue<Obligation, (long Deadline, long Sequence)> _obligations = new();
    private readonly LeakDetector _leaks;
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
    private volatile bool _ended;
    private bool _mainIsOver;
    private (Ending Ending, string Because, Exception? Error)? _verdict;
    private List<string> _pending = [];

    /// <summary>A run that has not begun. It must be run on the thread that made it.</summary>
    public Simulation(SimulationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _strategy = options.Strategy;
        _tape = options.Recording == Recording.Tape ? new Tape() : null;
        _choiceDigest = options.Recording == Recording.None ? null : Digest;
        _leaks = new LeakDetector();
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
            SynchronizationContext.SetSynchronizationContext(outer);
        }

        (Ending ending, string because, Exception? error) = _verdict!.Value;
        return new RunOutcome(
            ending, because, _pending, _steps, _decisions, Now, _tape, error);
    }

    /// <summary>Ends the run now, as if its main activity were over.</summary>
    public void Finish() => _mainIsOver = true;

    /// <summary>Steps the wall clock; the monotonic clock and all timers stay as they are.</summary>
    public void StepWall(TimeSpan by) => _wallOffset += by.Ticks;

    /// <summary>Runs <paramref name="action"/> as a step of <paramref name="owner"/>, later.</summary>
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

    /// <summary>As <see cref="After"/>, but what is returned can be disposed to take it back.</summary>
    public IDisposable Schedule(Actor owner, TimeSpan delay, Action action)
    {
        var timer = new SimTimer(this, owner, static state => ((Action)state!)(), action);
        timer.Change(delay, Timeout.InfiniteTimeSpan);
        return timer;
    }

    /// <summary>A number that the run chooses, both bounds included, in the name of the current owner.</summary>
    public long Draw(ChoiceKind kind, long low, long high) => Draw(_owner, kind, low, high);

    /// <summary>A number that the run chooses, both bounds included, in the name of that actor.</summary>
    public long Draw(Actor owner, ChoiceKind kind, long low, long high)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(high, low);
        var id = new ChoiceId(kind, owner.PathHash, owner.NextDraw(kind));
        if (low == high)
        {
            return low;
        }

        long value = DrawBetween(id, low, high);
        Record(new Choice(id, value));
        return value;
    }

    /// <summary>A time that the run chooses in the name of that actor.</summary>
    public TimeSpan DrawLatency(Actor owner, LatencyRange range) => range.Least == range.Most
        ? range.Least
        : new TimeSpan(Draw(owner, ChoiceKind.Latency, range.Least.Ticks, range.Most.Ticks));

    /// <summary>Registers something that must be over within that time.</summary>
    public Obligation Expect(Actor owner, string what, TimeSpan within)
    {
        var obligation = new Obligation(owner, what, _now + within.Ticks, _sequence++);
        _obligations.Enqueue(obligation, (obligation.DeadlineTicks, obligation.Sequence));
        return obligation;
    }

    /// <summary>The actor that acts for <paramref name="node"/> now: the current one, if it is of it.</summary>
    public Actor OwnerFor(SimNode node) =>
        _owner is not null && ReferenceEquals(_owner.Node, node) ? _owner : node.Root;

    internal long NextSequence() => _sequence++;

    internal long DrawLateness(Actor owner) => DrawLatency(owner, _options.TimerLateness).Ticks;

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
        using (_leaks.Flow(actor))
        {
            actor.Life = new Task<Task>(life);
            actor.Life.Start(actor.Scheduler);
        }
    }

    internal void Enqueue(Actor owner, uint ordinal, object work)
    {
        if (owner.Node.IsPaused)
        {
            owner.Node.KeepHeld(new ReadyStep { Owner = owner, Ordinal = ordinal, Work = work });
        }
        else
        {
            _ready.Add(_strategy.Key(owner.PathHash, ordinal), owner, ordinal, _sequence++, work);
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

    internal void Hold(SimNode node) => _ready.TakeNode(node, node.KeepHeld);

    internal void Forget(SimNode node)
    {
        _ready.TakeNode(node, null);
        _timers.RemoveNode(node);
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

    private void RunMain(Func<Task> main)
    {
        World.Spawn("main", async () =>
        {
            await main();
            _mainIsOver = true;
        });
        try
        {
            while (_verdict is null)
            {
                Turn();
            }
        }
        catch (DivergedException diverged)
        {
            End(Ending.Diverged, diverged.Message);
        }

        // Work that left the simulation and has not run yet must not escape the verdict.
        if (_leaks.Drain(thoroughly: _verdict!.Value.Ending == Ending.Stuck) is { } leak)
        {
            _verdict = (Ending.Leaked, leak, null);
        }

        if (_strategy.Leftover is { } leftover
            && _verdict.Value.Ending is not (Ending.Leaked or Ending.Diverged))
        {
            _verdict = (Ending.Diverged, leftover, null);
        }

        _pending = Pending(_verdict.Value.Ending);
        _ended = true;
        foreach (SimNode node in _nodes)
        {
            node.Kill();
        }
    }

    private void Turn()
    {
        if (_leaks.Found() is { } leak)
        {
            End(Ending.Leaked, leak);
        }
        else if (_mainIsOver)
        {
            End(Ending.Completed, "");
        }
        else if (_ready.Count == 0)
        {
            MoveOn();
        }
        else
        {
            RunStep(_ready.Take(_ready.Count == 1 ? 0 : Decide()));
        }
    }

    private long DrawBetween(in ChoiceId id, long low, long high)
    {
        try
        {
            return _strategy.Draw(id, low, high);
        }
        catch (DivergedException diverged)
        {
            // Whoever draws may catch everything; the run has diverged all the same.
            End(Ending.Diverged, diverged.Message);
            throw;
        }
    }

    private int Decide()
    {
        _decisions++;
        bool unfairForLong = _steps - _timeMovedAtStep > _options.LivelockBound / 2;
        int index = unfairForLong && _strategy is not ReplayStrategy
            ? _ready.IndexOfOldest()
            : _strategy.Pick(_ready);
        if (_choiceDigest is not null)
        {
            Record(new Choice(_ready.Id(index), 0));
        }

        return index;
    }

    private void RunStep(ReadyStep step)
    {
        _steps++;
        _owner = step.Owner;
        if (step.Work is Task continuation)
        {
            Running = step.Owner;
            step.Owner.Scheduler.Execute(continuation);
            Running = null;
            if (!_options.StepCost.IsNone)
            {
                MoveTo(_now + DrawLatency(step.Owner, _options.StepCost).Ticks);
            }
        }
        else
        {
            RunKernelStep(step);
        }

        _owner = World.Root;
        if (_steps >= _options.StepBound)
        {
            End(Ending.StepBound, $"still running after {_steps} steps");
        }
        else if (_steps - _timeMovedAtStep >= _options.LivelockBound)
        {
            End(Ending.Livelock,
                $"{_options.LivelockBound} steps without time moving; the last was of {step.Owner.Path}");
        }
    }

    private void RunKernelStep(ReadyStep step)
    {
        try
        {
            if (step.Work is SimTimer timer)
            {
                timer.Fire();
            }
            else
            {
                ((Action)step.Work)();
            }
        }
        catch (Exception error) when (error is not DivergedException)
        {
            Fail(step.Owner, error);
        }
    }

    /// <summary>Nothing is ready: time jumps to the next timer, or the run is stuck.</summary>
    private void MoveOn()
    {
        if (_timers.Count > 0)
        {
            MoveTo(_timers.First.Due);
        }
        else if (OpenObligation() is { } obligation)
        {
            _now = obligation.DeadlineTicks;
            End(Ending.Stuck, $"nothing is ready and nothing is due, and {obligation} is not over");
        }
        else
        {
            End(Ending.Stuck, "nothing is ready and nothing is due, and the run is not over");
        }
    }

    private void MoveTo(long instant)
    {
        if (instant == _now)
        {
            return;
        }

        if (OpenObligation() is { } obligation && obligation.DeadlineTicks < instant)
        {
            _now = obligation.DeadlineTicks;
            End(Ending.Stuck, $"the deadline of {obligation} has passed");
            return;
        }

        if (instant > _options.TimeBound.Ticks)
        {
            End(Ending.TimeBound, $"still running after {_options.TimeBound} of virtual time");
            return;
        }

        _now = instant;
        _timeMovedAtStep = _steps;
        while (_timers.Count > 0 && _timers.First.Due <= instant)
        {
            SimTimer due = _timers.First;
            _timers.Remove(due);
            Enqueue(due.Owner, due.Ordinal, due);
        }
    }

    private Obligation? OpenObligation()
    {
        while (_obligations.TryPeek(out Obligation? first, out _))
        {
            if (!first.IsOver && first.Owner.Node.IsAlive)
            {
                return first;
            }

            _obligations.Dequeue();
        }

        return null;
    }

    private void Record(in Choice choice)
    {
        if (_choiceDigest is null)
        {
            return;
        }

        _choiceDigest.Add(choice.Id.Actor);
        _choiceDigest.Add(((ulong)choice.Id.Kind << 56) ^ choice.Id.Ordinal);
        if (choice.Id.Kind != ChoiceKind.Schedule)
        {
            _choiceDigest.Add((ulong)choice.Value);
        }

        _tape?.Add(choice);
    }

    private void End(Ending ending, string because, Exception? error = null) =>
        _verdict ??= (ending, because, error);

    private List<string> Pending(Ending ending)
    {
        const int shown = 20;
        if (ending is not (Ending.Stuck or Ending.Livelock))
        {
            return [];
        }

        Obligation[] open = [.. _obligations.UnorderedItems.Select(item => item.Element)
            .Where(obligation => !obligation.IsOver && obligation.Owner.Node.IsAlive)
            .OrderBy(obligation => obligation.DeadlineTicks)
            .ThenBy(obligation => obligation.Sequence)];
        List<string> named = [.. open.Take(shown).Select(Where)];
        if (open.Length > shown)
        {
            named.Add($"and {open.Length - shown} more");
        }

        return named;
    }

    private static string Where(Obligation obligation) =>
        AsyncStack.Describe(obligation.Owner) is { Length: > 0 } place
            ? $"{obligation}, in {place}"
            : obligation.ToString();
}
