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
        "Exactly the short life after the last one that is borne pauses a worker, for exactly its delay.";

    public string ReachedWhen => "a worker under Squid's rule had more short lives in a row than are borne";

    public Finding Judge(RunView run)
    {
        bool isReached = false;
        foreach (WorkerSetup worker in run.Scenario.Workers)
        {
            if (worker.Policy is SquidSetup squid)
            {
                Finding finding = new Model(worker.Name, squid.Options).Judge(run);
                if (finding.Verdict == Verdict.Fail)
                {
                    return finding;
                }

                isReached |= finding.IsReached;
            }
        }

        return isReached ? Finding.Pass : Finding.NotReached("no worker was hopeless");
    }

    /// <summary>The rule, told from outside: lives and pauses of one worker.</summary>
    private sealed class Model(string unit, SquidKidOptions options)
    {
        private readonly WorldState _state = new();
        private int _shortLives;
        private bool _isReached;

        // A pause that is due or on: the exit that began it, and whether it was announced.
        private (int Exit, Instant ExitAt, TimeSpan Able, bool IsTold)? _pause;

        internal Finding Judge(RunView run)
        {
            foreach (TraceEvent happened in run.Events)
            {
                Finding? wrong = Overdue(happened.At, happened.Index)
                    ?? See(happened);
                if (wrong is not null)
                {
                    return wrong;
                }

                _state.Apply(happened);
            }

            return Overdue(run.EndedAt, run.Events.Count - 1)
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
                    Count(happened);
                    return null;
                case Logged { Code: LogCode.WorkerPaused } told when told.Subject == unit:
                    return Told(told);
                case ProcessStarted started when started.Unit == unit:
                    return Started(started);
                case RequestArrived { Verb: ControlVerb.Reset }:
                case SupervisorStarted:
                    Forget(); // a new life begins with a clean slate, and so does whoever is reset
                    return null;
                case SupervisorKilled or SupervisorCrashed or FatalWritten:
                case Logged { Code: LogCode.SupervisorStopping }:
                    _pause = null;
                    return null;
                default:
                    return null;
            }
        }

        private void Ended(ProcessExited exited)
        {
            SeenProcess? process = _state.Find(unit, exited.Incarnation);
            if (IsLookedAfter && process is not null)
            {
                if (exited.At - process.Start.At < options.ShortLife)
                {
                    Count(exited);
                }
                else
                {
                    _shortLives = 0;
                }
            }
        }

        private void Count(TraceEvent end)
        {
            _shortLives++;
            if (_shortLives > options.FailureLimit && IsLookedAfter)
            {
                _pause = (end.Index, end.At, _state.AbleUntil(end.At), false);
            }
        }

        // A life that ends during startup counts too, once the supervisor gets to look at it.
        private bool IsLookedAfter => _state.Phase is LifePhase.Running or LifePhase.Starting;

        private Finding? Told(Logged told)
        {
            if (_pause is not { } pause)
            {
                return Finding.Fail(
                    $"{unit} was paused after {_shortLives} short lives in a row;"
                    + $" {options.FailureLimit} are borne", told.Index, told.Index);
            }

            _pause = pause with { IsTold = true };
            _isReached = true;
            return null;
        }

        private Finding? Started(ProcessStarted started)
        {
            if (_pause is not { } pause || !_state.IsUp)
            {
                return null;
            }

            _pause = null;
            _shortLives = 0;
            return started.At - pause.ExitAt < options.RevivalDelay
                ? Finding.Fail(
                    $"{unit} is hopeless since {pause.ExitAt} and was started again at {started.At},"
                    + $" before its {options.RevivalDelay.TotalSeconds} s were over",
                    pause.Exit, started.Index)
                : null;
        }

        private Finding? Overdue(Instant now, int index)
        {
            if (_pause is not { } pause)
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
            _shortLives = 0;
            _pause = null;
        }
    }
}
