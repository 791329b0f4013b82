namespace Harness.Sim.Kernel;

/// <summary>
/// Something that lives and dies as a whole: a process, a host, the world around it. Killing a node
/// takes its continuations and timers with it and runs no <c>finally</c>; whatever still calls its
/// schedulers or timers afterwards, from any thread, is ignored.
/// </summary>
public sealed class SimNode
{
    private readonly Simulation _simulation;
    private readonly Actor _root;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<ReadyStep> _held = [];
    private volatile bool _isAlive = true;
    private int _calls;

    internal SimNode(Simulation simulation, string name, long bootTicks)
    {
        _simulation = simulation;
        Name = name;
        BootTicks = bootTicks;
        Time = new VirtualTime(simulation, this);
        _root = new Actor(simulation, this, null, name);
    }

    /// <summary>Its name, unique in the run.</summary>
    public string Name { get; }

    /// <summary>False from the moment that it was killed.</summary>
    public bool IsAlive => _isAlive;

    /// <summary>Whether it is held still by <see cref="Pause"/>.</summary>
    public bool IsPaused { get; private set; }

    /// <summary>The node's clocks and timers.</summary>
    public TimeProvider Time { get; }

    /// <summary>The node's own stop token: no token with waiters ever crosses a node.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>
    /// What happens when an exception escapes from one of its actors. If nobody says, the run ends
    /// as <see cref="Ending.Crashed"/>.
    /// </summary>
    public Action<Actor, Exception>? ActorFailed { get; set; }

    /// <summary>
    /// Called when a port is called, in the caller's own step; it must only look.
    /// </summary>
    public Action<PortCall>? PortCalled { get; set; }

    /// <summary>Called at every moment of every port call; it may kill the node.</summary>
    public Action<PortCall, PortMoment>? PortMomentReached { get; set; }

    internal long BootTicks { get; }

    internal Actor Root => _root;

    /// <summary>
    /// Starts an activity. The task completes when the body has; an exception that escapes from the
    /// body is a crash of the node, and the task then never completes.
    /// </summary>
    /// <param name="name">Its name below the activity that spawns it.</param>
    /// <param name="body">What it does.</param>
    /// <param name="within">
    /// Virtual time in which it must be over; null: it may run for ever.
    /// </param>
    public Task Spawn(string name, Func<Task> body, TimeSpan? within = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        Actor actor = AddActor(name);
        var over = new TaskCompletionSource(); // asynchronous ones reach WhenAll by the pool
        if (_isAlive)
        {
            Obligation? obligation = within is { } bound
                ? _simulation.Expect(actor, "activity", bound)
                : null;
            _simulation.Begin(actor, () => Live(actor, body, over, obligation));
        }

        return over.Task;
    }

    /// <summary>
    /// Adds a thing that chooses and owns timers, but runs no activity: a simulated process, say.
    /// It stands below the activity that adds it, or below the node itself.
    /// </summary>
    public Actor AddActor(string name) =>
        new(_simulation, this, _simulation.OwnerFor(this), name);

    /// <summary>
    /// A call through a port, in two steps: the effect, then the answer. Other steps, faults and
    /// kills may fall before, between and after them.
    /// </summary>
    public Task<T> Call<T>(
        string port, string operation, string subject, PortTiming timing, Func<T> effect)
    {
        ArgumentNullException.ThrowIfNull(effect);
        return CallLater<T>(port, operation, subject, timing, answer => answer(effect()));
    }

    /// <summary>
    /// As <see cref="Call"/>, to something that answers when it wants to: the effect is handed what
    /// takes the answer, and may call it then, later or never, but not twice.
    /// </summary>
    public Task<T> CallLater<T>(
        string port, string operation, string subject, PortTiming timing,
        Action<Action<T>> effect)
    {
        ArgumentNullException.ThrowIfNull(effect);
        ArgumentNullException.ThrowIfNull(timing);
        var answered = new TaskCompletionSource<T>(); // asynchronous ones reach WhenAll by the pool
        Actor caller = _simulation.OwnerFor(this);
        var call = new PortCall(port, operation, subject, _calls++);
        PortCalled?.Invoke(call);
        Obligation pending = _simulation.Expect(
            caller, $"{port}.{operation}({subject})", timing.Within);
        _simulation.After(caller, _simulation.DrawLatency(caller, timing.Effect), () =>
        {
            PortMomentReached?.Invoke(call, PortMoment.BeforeEffect);
            if (!_isAlive)
            {
                return;
            }

            effect(Answer);
        });
        return answered.Task;

        void Answer(T answer)
        {
            if (!_isAlive)
            {
                return; // who asked is gone
            }

            PortMomentReached?.Invoke(call, PortMoment.BeforeAnswer);
            if (!_isAlive)
            {
                return;
            }

            _simulation.After(caller, _simulation.DrawLatency(caller, timing.Answer), () =>
            {
                pending.Fulfil();
                answered.SetResult(answer);
                PortMomentReached?.Invoke(call, PortMoment.AfterAnswer);
            });
        }
    }

    /// <summary>Cancels <see cref="Stop"/>. Twice is once.</summary>
    public void RequestStop()
    {
        if (_isAlive)
        {
            _stop.Cancel();
        }
    }

    /// <summary>Kills it: its continuations and timers are gone. Twice is once.</summary>
    public void Kill()
    {
        if (_isAlive)
        {
            _isAlive = false;
            _held.Clear();
            _simulation.Forget(this);
        }
    }

    /// <summary>
    /// Holds it still: what becomes ready waits, while everything else goes on. The deadlines of
    /// its own obligations stand still too.
    /// </summary>
    public void Pause()
    {
        if (_isAlive && !IsPaused)
        {
            IsPaused = true;
            _simulation.Hold(this);
        }
    }

    /// <summary>
    /// Lets it go on: what waited is ready at once, in the order in which it became so.
    /// </summary>
    public void Resume()
    {
        if (_isAlive && IsPaused)
        {
            IsPaused = false;
            _simulation.Release(this);
            _held.Sort(static (one, other) => one.Sequence.CompareTo(other.Sequence));
            foreach (ReadyStep step in _held)
            {
                _simulation.Enqueue(step.Owner, step.Ordinal, step.Work);
            }

            _held.Clear();
        }
    }

    internal void KeepHeld(ReadyStep step) => _held.Add(step);

    private async Task Live(
        Actor actor, Func<Task> body, TaskCompletionSource over, Obligation? obligation)
    {
        try
        {
            await body();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // A stopped node's activities end by their stop token: that is the orderly way out.
        }
#pragma warning disable CA1031 // whatever escapes from an activity is a bug of the code under test
        catch (Exception error)
#pragma warning restore CA1031
        {
            _simulation.Fail(actor, error);
            return;
        }

        _simulation.IsOver(actor);
        obligation?.Fulfil();
        over.SetResult();
    }
}
