using Harness.Reference.Policies.Options;
using Harness.Reference.Ports;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>"Squid pauses restarts of a hopeless kid that experiences frequent failures."</summary>
internal sealed class HopelessWorkerIsPausedAndRevived : TimedChecker
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(20);

    internal static Oracle Oracle { get; } = new(
        "hopeless-worker-is-paused-and-revived", Vocabulary.Words,
        run => new HopelessWorkerIsPausedAndRevived(run))
    {
        Claim = "Exactly the short life after the last one that is borne pauses a worker, for"
            + " exactly its delay.",
        ReachedWhen = "a worker under Squid's rule had more short lives in a row than are borne",
        Unreached = "no worker was hopeless",
    };

    private readonly Model[] _workers;

    private HopelessWorkerIsPausedAndRevived(RunView run) => _workers =
    [
        .. run.Scenario.Workers.Where(worker => worker.Policy is SquidKidOptions)
            .Select(worker => new Model(worker.Name, (SquidKidOptions)worker.Policy)),
    ];

    internal override bool IsReached => Array.Exists(_workers, worker => worker.IsReached);

    internal override Finding? Overdue(Instant now, int last, WorldState world)
    {
        foreach (Model worker in _workers)
        {
            worker.Wrong ??= worker.Overdue(now, last, world);
        }

        return null;
    }

    internal override Finding? Before(TraceEvent happened, WorldState world)
    {
        foreach (Model worker in _workers)
        {
            worker.Wrong ??= worker.See(happened, world);
        }

        return null;
    }

    // Of several workers that it goes wrong with, the first one in their order is told.
    internal override Finding? AtEnd() =>
        Array.Find(_workers, worker => worker.Wrong is not null)?.Wrong;

    /// <summary>
    /// The rule, told from outside: lives and pauses of one worker. A reset and an end that meet
    /// may have been seen in either order, so that the count then has a least and a most.
    /// </summary>
    private sealed class Model(string unit, SquidKidOptions options)
    {
        // From the answer to a reset until every activity has surely heard of it.
        private static readonly TimeSpan Hearing = TimeSpan.FromMilliseconds(100);

        // The lives of the worker that this life of the supervisor started or has taken over.
        private readonly HashSet<int> _kept = [];
        private (ProcessExited Exit, TimeSpan Life)? _justEnded;
        private int _least;       // short lives in a row, as the supervisor may count them
        private int _most;
        private int _unseen;      // ends that the supervisor has not spoken of yet
        private long? _reset;     // a reset that may not have been heard yet
        private TimeSpan? _answered;
        private bool _isCertain;  // whether the answer said that failures were forgotten
        private int _mayCount;    // ends that the reset may have come before
        private Pause? _last;     // the pause that the last end may have begun
        private Pause? _pause;    // a pause that is due or on

        internal Finding? Wrong { get; set; }

        internal bool IsReached { get; private set; }

        internal Finding? See(TraceEvent happened, WorldState world)
        {
            switch (happened)
            {
                case ProcessExited exited when exited.Unit == unit && world.IsUp:
                    Ended(exited, world);
                    return null;
                case StartRefused refused when refused.Unit == unit:
                    Finding? tooEarly = Tried(refused, world);
                    Count(happened, world);
                    return tooEarly;
                case Logged { Code: LogCode.WorkerPaused } told when told.Subject == unit:
                    return Told(told);
                case Logged { Code: LogCode.WorkerExited or LogCode.WorkerStartFailed } told
                    when told.Subject == unit:
                    _unseen = Math.Max(0, _unseen - 1);
                    return null;
                case Logged { Code: LogCode.WorkerAdopted } told when told.Subject == unit:
                    Adopted((int)told.First, world);
                    return null;
                case ProcessStarted started when started.Unit == unit:
                    return Started(started, world);
                case RequestArrived
                {
                    Verb: ControlVerb.Reset or ControlVerb.Reload or ControlVerb.Change,
                } reset:
                    (_least, _pause) = (0, null);
                    (_reset, _answered, _mayCount) = (reset.Id, null, _unseen);
                    _isCertain = reset.Verb != ControlVerb.Change;
                    return null;
                case RequestAnswered answered when answered.Id == _reset:
                    _answered = world.AbleUntil(happened.At);
                    _isCertain &= answered.Result == ControlResult.Accepted;
                    return null;
                case SupervisorStarted:
                    Forget(); // a new life begins with a clean slate
                    return null;
                case Logged { Code: LogCode.SupervisorRunning } when _pause is { } due:
                    _pause = due with { Able = world.AbleUntil(happened.At) };
                    return null;
                case SupervisorKilled or SupervisorCrashed or FatalWritten:
                case Logged { Code: LogCode.SupervisorStopping }:
                    _pause = null;
                    return null;
                default:
                    return null;
            }
        }

        private void Adopted(int pid, WorldState world)
        {
            if (world.FindPid(unit, pid) is { } living)
            {
                _kept.Add(living.Start.Incarnation);
            }
            else if (_justEnded is { } gone && gone.Exit.Pid == pid)
            {
                Lived(gone.Exit, gone.Life, world); // it ended between the look and the taking over
            }
        }

        private void Ended(ProcessExited exited, WorldState world)
        {
            if (world.Find(unit, exited.Incarnation) is not { } process || !IsLookedAfter(world))
            {
                return;
            }

            if (exited.Cause == ExitCause.Asked)
            {
                (_least, _most, _pause) = (0, 0, null); // its settings were changed
                return;
            }

            TimeSpan life = exited.At - process.Start.At;
            if (_kept.Contains(exited.Incarnation))
            {
                Lived(exited, life, world);
            }
            else
            {
                _justEnded = (exited, life);
            }
        }

        private void Lived(ProcessExited exited, TimeSpan life, WorldState world)
        {
            if (life < options.ShortLife)
            {
                Count(exited, world);
            }
            else
            {
                (_least, _most, _unseen) = (0, 0, _unseen + 1);
            }
        }

        private void Count(TraceEvent end, WorldState world)
        {
            _most++;
            _unseen++;
            _mayCount++;
            _least = _reset is null ? _least + 1 : 0;
            _last = new Pause(end.Index, end.At, world.AbleUntil(end.At), IsTold: false);
            if (_least > options.FailureLimit && IsLookedAfter(world))
            {
                _pause = _last;
            }
        }

        // A life that ends during startup counts too, once the supervisor gets to look at it.
        private static bool IsLookedAfter(WorldState world) =>
            world.Phase is LifePhase.Running or LifePhase.Starting;

        /// <summary>
        /// By now the reset was heard: only what it may have met can still count.
        /// </summary>
        private void SettleReset(Instant now, WorldState world)
        {
            if (_answered is { } answered && world.AbleUntil(now) - answered > Hearing)
            {
                _most = _isCertain ? Math.Min(_most, _mayCount) : _most;
                (_reset, _answered) = (null, null);
            }
        }

        private Finding? Told(Logged told)
        {
            if (_pause is null && (_most <= options.FailureLimit || _last is null))
            {
                return Finding.Fail(
                    $"{unit} was paused after {_most} short lives in a row;"
                    + $" {options.FailureLimit} are borne", told);
            }

            _pause = (_pause ?? _last)! with { IsTold = true };
            IsReached = true;
            return null;
        }

        /// <summary>A start was tried, whatever came of it: a pause must be over by then.</summary>
        private Finding? Tried(TraceEvent start, WorldState world)
        {
            if (_pause is not { } pause || !world.IsUp)
            {
                return null;
            }

            (_least, _most, _pause) = (0, 0, null);
            return _reset is null && start.At - pause.ExitAt < options.RevivalDelay
                ? Finding.Fail(
                    $"{unit} is hopeless since {pause.ExitAt} and was started again at"
                    + $" {start.At}, before its {options.RevivalDelay.TotalSeconds} s were over",
                    pause.Exit, start.Index)
                : null;
        }

        private Finding? Started(ProcessStarted started, WorldState world)
        {
            if (world.IsUp && !started.ByMachine)
            {
                _kept.Add(started.Incarnation);
            }

            return Tried(started, world);
        }

        internal Finding? Overdue(Instant now, int last, WorldState world)
        {
            SettleReset(now, world);
            if (_pause is not { } pause || world.Phase == LifePhase.Starting)
            {
                return null;
            }

            TimeSpan able = world.AbleUntil(now) - pause.Able;
            return !pause.IsTold && able > Margin
                ? Finding.Fail($"{unit} is hopeless since {pause.ExitAt}, and nobody says so",
                    pause.Exit, last)
                : able > options.RevivalDelay + Margin
                    ? Finding.Fail(
                        $"{unit} is paused since {pause.ExitAt} and was not started again after its"
                        + $" {options.RevivalDelay.TotalSeconds} s", pause.Exit, last)
                    : null;
        }

        private void Forget()
        {
            _kept.Clear();
            _justEnded = null;
            (_least, _most, _unseen, _mayCount) = (0, 0, 0, 0);
            (_reset, _answered, _last, _pause) = (null, null, null, null);
        }

        /// <summary>The end that began it, and whether it was announced.</summary>
        private sealed record Pause(int Exit, Instant ExitAt, TimeSpan Able, bool IsTold);
    }
}
