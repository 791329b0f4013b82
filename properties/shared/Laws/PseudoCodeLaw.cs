using Harness.Reference.Ports;
using Harness.Sim.Oracles;
using Harness.Sim.Running;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;

namespace Harness.Properties.Laws;

/// <summary>
/// The Knot document's pseudo-code, folded over a run. The supervisor is asked for nothing: of an
/// error only is known that there was one, and what was done about it.
/// <code>
/// on error:
///     if error_counter > ERROR_COUNTER_THRESHOLD: raise a fatal error
///     error_counter += 1
///     try to fix the situation
///     if unsuccessful, fatal error
/// every ERROR_COUNTER_DECREASE_INTERVAL:
///     if error_counter > 0: error_counter -= 1
/// </code>
/// The document says nothing of a counter whose record is lost or that goes on in another boot, so
/// that there the counter may be any of several.
/// </summary>
internal sealed class PseudoCodeLaw
{
    private readonly int _threshold;
    private readonly TimeSpan _every;
    private (int Least, int Most) _counter;
    private (int Least, int Most)? _counted; // with the error at hand, if it is to be repaired
    private (int Least, int Most) _found;    // when that error came
    private int _recorded;                   // the most that may be on record
    private Instant? _next;                  // when it goes down; null: not before a start
    private int _boot;
    private bool _isRepairing;
    private bool _isSpent;                   // nothing but a fatal error may come
    private bool _isEnding;                  // it came, or the end was asked for

    private PseudoCodeLaw(TimeSpan every, int threshold) =>
        (_every, _threshold) = (every, threshold);

    /// <summary>How a run differs from the pseudo-code; null if it does not.</summary>
    internal static string? Broken(RunRecord run)
    {
        SupervisorSetup setup = run.Scenario.Supervisor;
        var law = new PseudoCodeLaw(setup.DecreaseEvery, setup.ErrorThreshold);
        return RunView.Of(run.Scenario, run.Events, run.Outcome.EndedAt, null).Events
            .Select(law.See).FirstOrDefault(wrong => wrong is not null);
    }

    private string? See(TraceEvent happened)
    {
        Wind(happened.At);
        switch (happened)
        {
            case SupervisorStarted started:
                _next = started.Boot == _boot ? _next ?? started.At + _every : null;
                _boot = started.Boot;
                return null;
            case Logged { Code: LogCode.SupervisorStarting }:
                _next ??= happened.At + _every; // another boot: the interval begins again
                return null;
            case Logged told:
                return Told(told);
            case FatalWritten:
                _isEnding = true;
                return null;
            case SupervisorKilled or SupervisorCrashed or SupervisorExited:
                return Ended(happened);
            case MachineRebooted: // decreases that were not put on record yet are forgotten
                _counter.Most = Math.Max(_counter.Most, _recorded);
                _next = null;
                return null;
            case StateReplaced or FileFailed: // an earlier record, or none
                _counter.Least = 0;
                return null;
            default:
                return null;
        }
    }

    private string? Told(Logged told)
    {
        switch (told.Code)
        {
            case LogCode.InstabilityFound:
                _found = _counter;
                _counted = (_counter.Least + 1, _counter.Most + 1);
                return _isEnding ? null
                    : _isSpent ? $"an error after the fatal one [{told.Index}]"
                    : _isRepairing ? $"an error in the middle of a repair [{told.Index}]"
                    : null;
            case LogCode.RepairBegun when _counted is { } counted:
                _counter = (counted.Least, Math.Min(counted.Most, _threshold + 1));
                _recorded = _counter.Most;
                (_counted, _isRepairing) = (null, true);
                return _found.Least > _threshold
                    ? $"an error was repaired at a counter of {_found.Least} [{told.Index}]"
                    : null;
            case LogCode.RepairBegun:
                return $"a repair without an error [{told.Index}]";
            case LogCode.BudgetSpent:
                _counter.Least = Math.Max(_counter.Least, _threshold + 1);
                (_counted, _isSpent) = (null, true);
                return _found.Most <= _threshold
                    ? $"an error was fatal at a counter of {_found.Most} [{told.Index}]"
                    : null;
            case LogCode.RepairDone:
                _isRepairing = false;
                return null;
            case LogCode.SupervisorStopping:
                _isEnding = true; // what was begun is left where it is
                return null;
            default:
                return null;
        }
    }

    private string? Ended(TraceEvent end)
    {
        // Whether the last error was put on record before that, nobody knows.
        if (_counted is { } counted)
        {
            _counter.Most = counted.Most;
            _recorded = Math.Max(_recorded, counted.Most);
        }

        if (_isRepairing) // of the record itself: it is put on record when it can be
        {
            _counter.Least = Math.Max(0, _counter.Least - 1);
        }

        bool isUnexplained = end is SupervisorExited && !_isEnding && (_isRepairing || _isSpent);
        (_counted, _isRepairing, _isSpent, _isEnding) = (null, false, false, false);
        return isUnexplained
            ? $"the end came without a fatal message [{end.Index}]"
            : null;
    }

    // "every ERROR_COUNTER_DECREASE_INTERVAL: if error_counter > 0: error_counter -= 1"
    private void Wind(Instant now)
    {
        while (_next is { } next && now >= next)
        {
            _counter = Less(_counter);
            _counted = _counted is { } counted ? Less(counted) : null;
            _next = next + _every;
        }
    }

    private static (int Least, int Most) Less((int Least, int Most) counter) =>
        (Math.Max(0, counter.Least - 1), Math.Max(0, counter.Most - 1));
}
