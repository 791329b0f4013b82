using Harness.Reference.Ports;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// The Knot document's pseudo-code, kept as a model beside the supervisor: the counter is checked
/// before it counts, goes down on a clock of its own, and outlives the supervisor.
/// </summary>
internal sealed class ErrorBudgetIsKept(RunView run) : Checker
{
    internal static Oracle Oracle { get; } = new(
        "error-budget-is-kept", Vocabulary.Words, run => new ErrorBudgetIsKept(run))
    {
        Claim = "An error is repaired if the counter is not over the threshold, and fatal if it"
            + " is; the counter is what the document says, over all lives.",
        ReachedWhen = "the watchdog found an instability",
        Unreached = "the watchdog found nothing",
    };

    private readonly int _threshold = run.Scenario.Supervisor.ErrorThreshold;
    private readonly TimeSpan _every = run.Scenario.Supervisor.DecreaseEvery;

    // What the counter may be in memory and on record; and on record as it was written, because
    // another boot does not go on with the decay. A power cut may leave the record before.
    private SortedSet<int> _counter = [0];
    private SortedSet<int> _record = [0];
    private SortedSet<int> _written = [0];
    private SortedSet<int> _durable = [0];
    private Instant _nextDecrease;
    private Instant _lifeBegan;
    private int _boot;
    private int _bootOfRecord;
    private int _saving = -1; // the port call that puts the state in place
    private int _securing = -1; // the one that makes its place durable
    private bool _isOnRecord;
    private bool _isReplaced; // somebody else put another record in its place
    private int? _open;       // an instability that was not answered yet
    private int _openEvent;
    private int _repairEvent = -1;

    internal override EventGroups Reads => EventGroups.Others | EventGroups.Calls;

    // Once it is ready, a process is killed while the supervisor runs by a repair only, at its
    // own request, or if it does not heed a change or the time that its policy gives it.
    internal override Finding? Before(TraceEvent happened, WorldState world) =>
        happened is ProcessExited { Cause: ExitCause.Killed } killed
        && world.Phase == LifePhase.Running && !world.IsChanging
        && _repairEvent < 0 && _open is null
        && !IsOptional(killed.Unit)
        && world.Find(killed.Unit, killed.Incarnation) is
        {
            IsReady: true, IsUnfit: false, HasOverrun: false,
        }
            ? Finding.Fail($"{killed.Unit} was killed by a repair that was not counted", killed)
            : null;

    private bool IsOptional(string unit) =>
        run.Scenario.Workers.Any(one => one.IsOptional && one.Name == unit);

    internal override Finding? After(TraceEvent happened, WorldState world)
    {
        switch (happened)
        {
            case SupervisorStarted started:
                (_saving, _securing) = (-1, -1);
                _lifeBegan = started.At;
                _boot = started.Boot;
                return null;
            case Logged { Code: LogCode.SupervisorStarting } told:
                return Begun(told);
            case PortCalled { Port: "files", Operation: "rename" } call:
                _saving = call.Number;
                return null;
            case PortCalled { Port: "files", Operation: "sync-directory" } call:
                _securing = call.Number;
                return null;
            case PortEffect effect when effect.Number == _saving:
                Saved(effect.At);
                return null;
            case PortEffect effect when effect.Number == _securing:
                (_durable, _isReplaced) = (_written, false);
                return null;
            case StateReplaced: // what was first put in place had no errors
                (_record, _written, _durable) = ([0], [0], [0]);
                _isReplaced = true;
                return null;
            case MachineRebooted:
                _counter = [.. _written, .. _durable];
                (_record, _written) = (_counter, _counter);
                return null;
            case Logged { Code: LogCode.SupervisorRunning }:
                _isOnRecord = true;
                return null;
            case Logged { Code: LogCode.InstabilityFound } told:
                return Found(told);
            case Logged { Code: LogCode.RepairBegun } told:
                return Answered(told, isRepair: true);
            case Logged { Code: LogCode.BudgetSpent } told:
                return Answered(told, isRepair: false);
            case Logged { Code: LogCode.RepairDone }:
                _repairEvent = -1;
                return null;
            case SupervisorKilled or SupervisorExited or SupervisorCrashed:
                return Ended(happened);
            case FatalWritten or Logged { Code: LogCode.SupervisorStopping }:
                _repairEvent = -1;
                return null;
            default:
                return null;
        }
    }

    private Finding? Begun(Logged told)
    {
        bool isRestored = told.Second == 1;
        if (_isOnRecord && !_isReplaced && !isRestored)
        {
            return Finding.Fail(
                "an earlier life kept a counter, and this one begins without it", told);
        }

        if (!isRestored)
        {
            (_counter, _record) = ([0], [0]);
            _nextDecrease = _lifeBegan + _every;
        }
        else if (_boot != _bootOfRecord)
        {
            _nextDecrease = told.At + _every; // instants of two boots do not compare
        }

        return Matches(told, told.First);
    }

    private Finding? Found(Logged told)
    {
        IsReached = true;
        _open = (int)told.Second;
        _openEvent = told.Index;
        Finding? wrong = Matches(told, told.Second);
        if (told.Second <= _threshold)
        {
            _counter = [(int)told.Second + 1]; // it counts from now on, whatever comes of it
        }

        return wrong;
    }

    private Finding? Matches(Logged told, long counter)
    {
        Decay(told.At);
        if (!_counter.Contains((int)counter))
        {
            return Finding.Fail(
                $"the supervisor's counter is {counter}, by the document it is"
                + $" {string.Join(" or ", _counter)}", told);
        }

        _counter = [(int)counter];
        return null;
    }

    private void Saved(Instant now)
    {
        // What is written was taken before: a decrease may have come in between.
        SortedSet<int> taken = [.. _counter];
        Decay(now);
        _record = [.. _counter];
        _written = [.. _counter, .. taken];
        _bootOfRecord = _boot;
    }

    private void Decay(Instant now)
    {
        while (now >= _nextDecrease)
        {
            _counter = Less(_counter);
            _record = Less(_record);
            _nextDecrease += _every;
        }
    }

    private static SortedSet<int> Less(SortedSet<int> counter) =>
        [.. counter.Select(value => Math.Max(0, value - 1))];

    private Finding? Answered(Logged told, bool isRepair)
    {
        if (_open is not { } counter)
        {
            return Finding.Fail("a repair without an error", told);
        }

        _open = null;
        bool isAllowed = counter <= _threshold;
        if (isRepair != isAllowed)
        {
            return Finding.Fail(
                $"the counter was {counter} and the threshold is {_threshold}: the error must be"
                + (isAllowed ? " repaired, and was fatal" : " fatal, and was repaired"),
                _openEvent, told.Index);
        }

        _repairEvent = isRepair ? told.Index : -1;
        return null;
    }

    private Finding? Ended(TraceEvent end)
    {
        Decay(end.At);
        _counter = [.. _record]; // what was not put on record is forgotten
        _open = null;
        bool isUnexplained = end is SupervisorExited && _repairEvent >= 0;
        int repair = _repairEvent;
        _repairEvent = -1;
        return isUnexplained
            ? Finding.Fail(
                "the supervisor ended in the middle of a repair without a fatal message",
                repair, end.Index)
            : null;
    }
}
