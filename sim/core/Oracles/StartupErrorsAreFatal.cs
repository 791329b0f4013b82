using Harness.Reference.Ports;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// "All errors should be fatal." (Knot, startup), and nothing is left half started.
/// </summary>
internal sealed class StartupErrorsAreFatal : Checker
{
    internal static Oracle Oracle { get; } = new(
        "startup-errors-are-fatal", Vocabulary.Acts, _ => new StartupErrorsAreFatal())
    {
        Claim = "An error during startup ends the supervisor with code 1 and a fatal message; what"
            + " this start began is gone then, and what ran before is untouched.",
        ReachedWhen = "something failed before the supervisor was running",
        Unreached = "nothing failed during a startup",
    };

    private List<SeenProcess> _before = [];
    private int _error = -1;
    private bool _isFatal;

    internal override Finding? Before(TraceEvent happened, WorldState world)
    {
        switch (happened)
        {
            case SupervisorStarted:
                (_error, _isFatal, _before) = (-1, false, [.. world.Living]);
                return null;

            // A crash is none by itself: a worker that is ready already, or that the startup
            // has not come to, is its restart policy's. What the startup waits for, it reports.
            case StartRefused or FileFailed
                when world.Phase == LifePhase.Starting && _error < 0:
                _error = happened.Index;
                return null;
            case FatalWritten fatal when world.Phase == LifePhase.Starting:
                _isFatal = fatal.Phase == Phase.Starting;
                _error = _error < 0 ? happened.Index : _error;
                IsReached = true;
                return null;
            case SupervisorKilled or SupervisorCrashed:
            case Logged { Code: LogCode.SupervisorStopping }:
                _error = -1; // something else ended the startup
                return null;
            case Logged { Code: LogCode.SupervisorRunning } when _error >= 0:
                return Finding.Fail(
                    "an error during startup was not fatal", _error, happened.Index);
            case ProcessExited exited when _error >= 0 && world.IsUp
                && exited.Cause is ExitCause.Killed or ExitCause.Asked
                && _before.Exists(old => old.Unit == exited.Unit
                    && old.Start.Incarnation == exited.Incarnation)
                && world.Of(exited.Unit).Count() == 1:
                return Finding.Fail(
                    $"{exited.Unit} ran before, and was ended by a start that failed",
                    _error, happened.Index);
            case SupervisorExited ended when _error >= 0:
                IsReached = true;
                return Wrong(ended, world) is { } wrong
                    ? Finding.Fail(wrong, _error, happened.Index)
                    : null;
            default:
                return null;
        }
    }

    private string? Wrong(SupervisorExited ended, WorldState world)
    {
        SeenProcess? left = world.Living.FirstOrDefault(process => !process.Start.ByMachine
            && !_before.Contains(process));
        return ended.Code != 1
            ? $"a startup that failed ended with code {ended.Code}"
            : !_isFatal
                ? "a startup failed without a fatal message"
                : left is not null
                    ? $"{left.Unit} was started by a start that failed, and is left running"
                    : null;
    }
}
