using Harness.Reference.Policies;
using Harness.Reference.Ports;
using Harness.Reference.Supervising;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// What the policy of one worker decides, told from outside: when the worker is started, ends and
/// is ready is the machine's word. The supervisor's log says only when it came to hear of it, which
/// is what the order of the steps depends on.
/// </summary>
internal sealed partial class PolicyModel(WorkerSetup worker, TimeSpan watchdogEvery)
    : TimedChecker
{
    private const int MostCases = 16;

    // From the moment that something is due until the supervisor has surely done it.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    // From the answer to a reset until every activity has surely heard of it.
    private static readonly TimeSpan Hearing = TimeSpan.FromMilliseconds(100);

    private readonly string _unit = worker.Name;
    private List<PolicyReplay> _cases = []; // what may be; none: nothing is judged now
    private Ending? _ended;                 // the last end of a process
    private Trouble? _untold;               // what the supervisor has not spoken of yet
    private int _pid;
    private long? _reset;
    private TimeSpan? _answered;

    internal override Finding? Before(TraceEvent happened, WorldState world)
    {
        switch (happened)
        {
            case SupervisorStarted: // a policy remembers for one life of the supervisor
                Forget();
                _cases = [new PolicyReplay(_unit, worker.Policy.Make(), !worker.IsOptional)];
                return null;
            case SupervisorKilled or SupervisorCrashed or SupervisorExited or FatalWritten
                or Logged { Code: LogCode.SupervisorStopping }:
                Forget();
                return null;
            case ProcessExited exited when exited.Unit == _unit:
                Ended(exited, world);
                return null;
            case ProcessReaped { ByMachine: true } gone when gone.Unit == _unit:
                _ended = _ended is { } end && end.Exit.Incarnation == gone.Incarnation
                    ? end with { IsGone = true }
                    : _ended;
                return null;
            case ProcessStarted { ByMachine: false } started when started.Unit == _unit:
                Finding? early = Tried(started);
                _pid = started.Pid;
                Tell(PolicyEventKind.Started, started.At, started.Index);
                return early;
            case StartRefused refused when refused.Unit == _unit:
                Finding? tooEarly = Tried(refused);
                _untold = new Trouble(PolicyEventKind.StartFailed, refused, world.AbleFor);
                return tooEarly;
            case RequestArrived { Verb: ControlVerb.Reset or ControlVerb.Reload } reset:
                _cases.ForEach(one => one.MayHear = true);
                (_reset, _answered) = (reset.Id, null);
                return null;
            case RequestAnswered answered when answered.Id == _reset:
                Answered(answered, world);
                return null;
            case Logged { Code: LogCode.InstanceEnding } told:
                return InstanceEnds(told);
            case Logged told when told.Subject == _unit:
                return Said(told, world);
            default:
                return null;
        }
    }

    internal override Finding? Overdue(Instant now, int last, WorldState world)
    {
        if (_cases.Count == 0 || world.Phase != LifePhase.Running)
        {
            return null;
        }

        TimeSpan able = world.AbleUntil(now);
        if (_answered is { } answered && able - answered > Hearing)
        {
            _cases.FindAll(one => one.MayHear).ForEach(one => one.Hear(HeardAt(now), last));
            (_reset, _answered) = (null, null);
        }

        if (_untold is { } trouble && able - trouble.Able > (2 * watchdogEvery) + Margin)
        {
            TellTrouble();
        }

        foreach (PolicyReplay one in _cases)
        {
            Wind(one, now, able, last);
        }

        return _cases.TrueForAll(one => able - one.DueSince > Margin)
            ? Finding.Fail(WhatIsLate(_cases[0]), Math.Max(0, _cases[0].Because), last)
            : null;
    }

    private Finding? Said(Logged told, WorldState world)
    {
        switch (told.Code)
        {
            case LogCode.WorkerAdopted:
                Adopted((int)told.First, told.Index, world);
                return null;
            case LogCode.WorkerReady when _cases.Exists(one => one.State == PolicyState.Up):
                Expand(told);
                Tell(PolicyEventKind.Ready, told.At, told.Index);
                return null;
            case LogCode.WorkerExited or LogCode.WorkerStartFailed:
                Expand(told);
                TellTrouble(told);
                return null;
            case LogCode.WorkerDisabled:
                Forget(); // that is the watchdog's decision
                return null;
            case LogCode.RestartDecided or LogCode.WorkerPaused:
                Wake(told);
                Prefer(one => one.State is not (PolicyState.Over or PolicyState.EndsAll));
                return null;
            case LogCode.WorkerGivenUp or LogCode.WorkerDone:
                Wake(told);
                return Prefer(one => one.State is PolicyState.Over or PolicyState.EndsAll)
                    ? null
                    : Finding.Fail(
                        $"{_unit} was given up at {told.At}, and its policy does not say so",
                        Math.Max(0, _cases[0].Because), told.Index);
            case LogCode.WorkerOverran:
                Wake(told);
                Finding? wrong = Prefer(one => one.MustEnd)
                    ? null
                    : Finding.Fail(
                        $"{_unit} was ended at {told.At}, and had not used up its time",
                        Math.Max(0, _cases[0].Because), told.Index);
                _cases.ForEach(one => one.MustEnd = false);
                return wrong;
            default:
                return null;
        }
    }

    private Finding? InstanceEnds(Logged told)
    {
        bool isWrong = told.Subject == _unit && (InstanceEnd)told.First == InstanceEnd.Policy
            && _cases.Count > 0 && !_cases.Exists(one => one.State == PolicyState.EndsAll);
        Forget();
        return isWrong
            ? Finding.Fail(
                $"the instance ends because of {_unit}, and its policy does not say so", told)
            : null;
    }

    /// <summary>A start was tried, whatever came of it: some case must have allowed it.</summary>
    private Finding? Tried(TraceEvent start)
    {
        TellTrouble();
        Expand(start);
        List<PolicyReplay> allowing = [.. _cases
            .Select(one => one.Allowing(start.At, start.Index)).OfType<PolicyReplay>()];
        Finding? early = allowing.Count > 0 || _cases.Count == 0
            ? null
            : Finding.Fail(
                $"{_unit} {_cases[0].WhyNot} by its policy, and was started at {start.At}",
                Math.Max(0, _cases[0].Because), start.Index);
        _cases = allowing;
        return early;
    }

    private void Ended(ProcessExited exited, WorldState world)
    {
        if (world.Find(_unit, exited.Incarnation) is not { } process)
        {
            return;
        }

        _ended = new Ending(exited, process.Start.At, IsGone: false);
        if (_cases.Exists(one => one.State == PolicyState.Up) && exited.Pid == _pid)
        {
            _untold = new Trouble(PolicyEventKind.Exited, exited, world.AbleUntil(exited.At));
        }
    }

    private void Adopted(int pid, int index, WorldState world)
    {
        if (pid == _pid)
        {
            return;
        }

        _pid = pid;
        if (world.FindPid(_unit, pid) is { } living)
        {
            Tell(PolicyEventKind.Started, living.Start.At, index);
        }
        else if (_ended is { } gone && gone.Exit.Pid == pid)
        {
            // It ended between the look and the taking over.
            Tell(PolicyEventKind.Started, gone.StartedAt, index);
            _untold = new Trouble(PolicyEventKind.Exited, gone.Exit, world.AbleFor);
        }
    }

    /// <summary>What the supervisor has not spoken of is told now, if there is any.</summary>
    private void TellTrouble(Logged? told = null)
    {
        if (_untold is not { } trouble)
        {
            return;
        }

        _untold = null;
        IsReached |= _cases.Count > 0;
        Instant at = trouble.What.At;
        var exit = ExitStatus.Unknown;
        if (trouble.What is ProcessExited ended)
        {
            // What init has collected is off the list: nobody says how it ended, nor when.
            bool isGone = _ended is { IsGone: true } end && end.Exit == ended;
            at = isGone && told is not null ? told.At : at;
            exit = isGone ? exit : ended.Status;
        }
        else
        {
            at = told?.At ?? at;
        }

        foreach (PolicyReplay one in _cases)
        {
            one.On(trouble.Kind, at, trouble.What.Index, exit);
        }
    }

    private void Answered(RequestAnswered answered, WorldState world)
    {
        if (answered.Result == ControlResult.Accepted)
        {
            _answered = world.AbleUntil(answered.At);
        }
        else
        {
            _cases.ForEach(one => one.MayHear = false);
            _reset = null;
        }
    }

    private void Forget()
    {
        _cases = [];
        (_ended, _untold, _pid, _reset, _answered) = (null, null, 0, null, null);
    }

    /// <summary>An end, when that life began, and whether init has collected it.</summary>
    private sealed record Ending(ProcessExited Exit, Instant StartedAt, bool IsGone);

    /// <summary>What a policy is to be told of, and how able the supervisor was then.</summary>
    private sealed record Trouble(PolicyEventKind Kind, TraceEvent What, TimeSpan Able);
}
