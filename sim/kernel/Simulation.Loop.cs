using Harness.Sim.Kernel.Leaks;

namespace Harness.Sim.Kernel;

/// <content>The loop: one ready step after the other, and time when nothing is ready.</content>
public sealed partial class Simulation
{
    private const int PendingShown = 20;

    /// <summary>
    /// Called with the number of the step that is next, from 0, before it is picked: the place
    /// between any two steps. It may take ready steps away.
    /// </summary>
    public Action<long>? StepBegins { get; set; }

    /// <summary>How many steps were made.</summary>
    public long Steps => _steps;

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

        // While everything that the run might still have looked at is alive.
        if (_verdict!.Value.Ending == Ending.Completed && _dropped.Find() is { } dropped)
        {
            _verdict = (Ending.Dropped, dropped.Because, dropped.Error);
        }

        // Work that left the simulation and has not run yet must not escape the verdict.
        if (_verdict.Value.Ending != Ending.Leaked
            && (RealTimers.Of(_activities.Unfinished)
                ?? _leaks.Drain(thoroughly: _verdict.Value.Ending == Ending.Stuck)) is { } leak)
        {
            _verdict = (Ending.Leaked, leak, null);
        }

        if (_execution.Leftover is { } leftover
            && _verdict.Value.Ending is not (Ending.Leaked or Ending.Diverged))
        {
            _verdict = (Ending.Diverged, leftover, null);
        }

        _pending = NamesWhatIsPending(_verdict.Value.Ending) ? Pending() : [];
        _ended = true;
        foreach (SimNode node in _nodes)
        {
            node.Kill();
        }
    }

    private static bool NamesWhatIsPending(Ending ending) => ending switch
    {
        Ending.Stuck => true,
        Ending.Livelock => true,
        Ending.StepBound => true, // a deadlock beside something that ticks ends at a bound
        Ending.TimeBound => true,
        Ending.Completed => false,
        Ending.Leaked => false,
        Ending.Crashed => false,
        Ending.Dropped => false,
        Ending.Diverged => false,
    };

    private List<string> Pending()
    {
        Obligation[] open = _obligations.Open();
        var named = open.Select(one => one.Owner).ToHashSet();
        string[] pending =
            [.. open.Select(Obligations.Describe), .. _activities.Describe(named)];
        return pending.Length <= PendingShown
            ? [.. pending]
            : [.. pending.Take(PendingShown), $"and {pending.Length - PendingShown} more"];
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
            StepBegins?.Invoke(_steps);
            if (_ready.Count > 0)
            {
                RunStep(_ready.Take(_ready.Count == 1 ? 0 : Decide()));
            }
        }
    }

    private int Decide()
    {
        _decisions++;
        bool unfairForLong = _steps - _timeMovedAtStep > LivelockBound() / 2;
        int index = unfairForLong && !_execution.IsExact
            ? _ready.IndexOfOldest()
            : _execution.Pick(_ready);
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
        step.Owner.LastStepTicks = _now;
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
        else if (_steps - _timeMovedAtStep >= LivelockBound())
        {
            End(Ending.Livelock,
                $"{_steps - _timeMovedAtStep} steps without time moving;"
                + $" the last was of {step.Owner.Path}");
        }

        _mostReady = Math.Max(_mostReady, _ready.Count);
    }

    // 100,000 timers that are due at one instant are no livelock.
    private long LivelockBound() => _options.LivelockBound
        + (SimulationOptions.LivelockBoundOfEach * Math.Max(0L, _mostReady - 1));

    private void RunKernelStep(ReadyStep step)
    {
        try
        {
            if (step.Work is SimTimer timer)
            {
                timer.Fire(step.Ordinal);
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
        // Often at first, then ever more rarely, and at the end: what is found is a function of the
        // run, and not of how fast the machine is.
        if ((_timers.Count == 0 || long.IsPow2(++_jumps))
            && RealTimers.Of(_activities.Unfinished) is { } leak)
        {
            End(Ending.Leaked, leak);
        }
        else if (_timers.Count > 0)
        {
            MoveTo(_timers.First.Due);
        }
        else if (_obligations.FirstOpen() is { } obligation)
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

        if (_obligations.FirstOpen() is { } obligation && obligation.DeadlineTicks < instant)
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
        _mostReady = 0;
        while (_timers.Count > 0 && _timers.First.Due <= instant)
        {
            SimTimer due = _timers.First;
            _timers.Remove(due);
            Enqueue(due.Owner, due.Ordinal, due);
        }

        _mostReady = _ready.Count;
    }

    private void End(Ending ending, string because, Exception? error = null) =>
        _verdict ??= (ending, because, error);
}
