using Harness.Reference;
using Harness.Reference.Policies;
using Harness.Reference.Ports;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>"Squid pauses restarts of a hopeless kid that experiences frequent failures."</summary>
internal sealed class HopelessWorkerIsPausedAndRevived : IOracle
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(20);

    public string Name => "hopeless-worker-is-paused-and-revived";

    public string Claim =>
        "Exactly the short life after the last one that is borne pauses a worker, for exactly its"
        + " delay.";

    public string ReachedWhen =>
        "a worker under Squid's rule had more short lives in a row than are borne";

    public Finding Judge(RunView run)
    {
        bool isReached = false;
        foreach (WorkerSetup worker in run.Scenario.Workers)
        {
            if (worker.Policy is SquidKidOptions squid)
            {
                Finding finding = new Model(worker.Name, squid).Judge(run);
                if (finding.Verdict == Verdict.Fail)
                {
                    return finding;
                }

                isReached |= finding.IsReached;
            }
        }

        return isReached ? Finding.Pass : Finding.NotReached("no worker was hopeless");
    }

    /// <summary>
    /// The rule, told from outside: lives and pauses of one worker. A reset and an end that meet
    /// may have been seen in either order, so that the count then has a least and a most.
    /// </summary>
    private sealed class Model(string unit, SquidKidOptions options)
    {
        // From the answer to a reset until every activity has surely heard of it.
        private static readonly TimeSpan Hearing = TimeSpan.FromMilliseconds(100);

        private readonly WorldState _state = new();

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
        private bool _isReached;

        internal Finding Judge(RunView run)
        {
            foreach (TraceEvent happened in run.Events)
            {
                SettleReset(happened.At);
                Finding? wrong = Overdue(happened.At, happened.Index)
                    ?? See(happened);
                if (wrong is not null)
                {
                    return wrong;
                }

                _state.Apply(happened);
            }

            return Overdue(run.EndedAt, run.LastEvent)
                ?? (_isReached ? Finding.Pass : Finding.NotReached(""));
        }

        private Finding? See(TraceEvent happened)
        {
            switch (happened)
            {
                case ProcessExited exited when exited.Unit == unit && _state.IsUp:
                    Ended(exited);
                    return null;
                case StartRefused refused when refused.Unit == unit:
                    Finding? tooEarly = Tried(refused);
                    Count(happened);
                    return tooEarly;
                case Logged { Code: LogCode.WorkerPaused } told when told.Subject == unit:
                    return Told(told);
                case Logged { Code: LogCode.WorkerExited or LogCode.WorkerStartFailed } told
                    when told.Subject == unit:
                    _unseen = Math.Max(0, _unseen - 1);
                    return null;
                case Logged { Code: LogCode.WorkerAdopted } told when told.Subject == unit:
                    Adopted((int)told.First);
                    return null;
                case ProcessStarted started when started.Unit == unit:
                    return Started(started);
                case RequestArrived
                {
                    Verb: ControlVerb.Reset or ControlVerb.Reload or ControlVerb.Change,
                } reset:
                    (_least, _pause) = (0, null);
                    (_reset, _answered, _mayCount) = (reset.Id, null, _unseen);
                    _isCertain = reset.Verb != ControlVerb.Change;
                    return null;
                case RequestAnswered answered when answered.Id == _reset:
                    _answered = _state.AbleUntil(happened.At);
                    _isCertain &= answered.Result == ControlResult.Accepted;
                    return null;
                case SupervisorStarted:
                    Forget(); // a new life begins with a clean slate
                    return null;
                case Logged { Code: LogCode.SupervisorRunning } when _pause is { } due:
                    _pause = due with { Able = _state.AbleUntil(happened.At) };
                    return null;
                case SupervisorKilled or SupervisorCrashed or FatalWritten:
                case Logged { Code: LogCode.SupervisorStopping }:
                    _pause = null;
                    return null;
                default:
                    return null;
            }
        }

        private void Adopted(int pid)
        {
            if (_state.FindPid(unit, pid) is { } living)
            {
                _kept.Add(living.Start.Incarnation);
            }
            else if (_justEnded is { } gone && gone.Exit.Pid == pid)
            {
                Lived(gone.Exit, gone.Life); // it ended between the look and the taking over
            }
        }

        private void Ended(ProcessExited exited)
        {
            if (_state.Find(unit, exited.Incarnation) is not { } process || !IsLookedAfter)
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
                Lived(exited, life);
            }
            else
            {
                _justEnded = (exited, life);
            }
        }

        private void Lived(ProcessExited exited, TimeSpan life)
        {
            if (life < options.ShortLife)
            {
                Count(exited);
            }
            else
            {
                (_least, _most, _unseen) = (0, 0, _unseen + 1);
            }
        }

        private void Count(TraceEvent end)
        {
            _most++;
            _unseen++;
            _mayCount++;
            _least = _reset is null ? _least + 1 : 0;
            _last = new Pause(end.Index, end.At, _state.AbleUntil(end.At), IsTold: false);
            if (_least > options.FailureLimit && IsLookedAfter)
            {
                _pause = _last;
            }
        }

        // A life that ends during startup counts too, once the supervisor gets to look at it.
        private bool IsLookedAfter => _state.Phase is LifePhase.Running or LifePhase.Starting;

        /// <summary>
        /// By now the reset was heard: only what it may have met can still count.
        /// </summary>
        private void SettleReset(Instant now)
        {
            if (_answered is { } answered && _state.AbleUntil(now) - answered > Hearing)
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
                    + $" {options.FailureLimit} are borne", told.Index, told.Index);
            }

            _pause = (_pause ?? _last)! with { IsTold = true };
            _isReached = true;
            return null;
        }

        /// <summary>A start was tried, whatever came of it: a pause must be over by then.</summary>
        private Finding? Tried(TraceEvent start)
        {
            if (_pause is not { } pause || !_state.IsUp)
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

        private Finding? Started(ProcessStarted started)
        {
            if (_state.IsUp && !started.ByMachine)
            {
                _kept.Add(started.Incarnation);
            }

            return Tried(started);
        }

        private Finding? Overdue(Instant now, int index)
        {
            if (_pause is not { } pause || _state.Phase == LifePhase.Starting)
            {
                return null;
            }

            TimeSpan able = _state.AbleUntil(now) - pause.Able;
            return !pause.IsTold && able > Margin
                ? Finding.Fail($"{unit} is hopeless since {pause.ExitAt}, and nobody says so",
                    pause.Exit, index)
                : able > options.RevivalDelay + Margin
                    ? Finding.Fail(
                        $"{unit} is paused since {pause.ExitAt} and was not started again after its"
                        + $" {options.RevivalDelay.TotalSeconds} s", pause.Exit, index)
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
