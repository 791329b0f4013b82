using Harness.Reference.Errors;
using Harness.Reference.Ports;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// "All errors should be fatal." (Knot, startup), and nothing is left half started.
/// </summary>
internal sealed class StartupErrorsAreFatal : IOracle
{
    public string Name => "startup-errors-are-fatal";

    public string Claim =>
        "An error during startup ends the supervisor with code 1 and a fatal message; what this"
        + " start began is gone then, and what ran before is untouched.";

    public string ReachedWhen => "something failed before the supervisor was running";

    public Finding Judge(RunView run)
    {
        var state = new WorldState();
        var before = new List<SeenProcess>();
        int error = -1;
        bool isFatal = false;
        bool isReached = false;
        foreach (TraceEvent happened in run.Events)
        {
            switch (happened)
            {
                case SupervisorStarted:
                    (error, isFatal, before) = (-1, false, [.. state.Living]);
                    break;

                // A crash is none by itself: a worker that is ready already, or that the startup
                // has not come to, is its restart policy's. What the startup waits for, it reports.
                case StartRefused or FileFailed
                    when state.Phase == LifePhase.Starting && error < 0:
                    error = happened.Index;
                    break;
                case FatalWritten fatal when state.Phase == LifePhase.Starting:
                    isFatal = fatal.Phase == Phase.Starting;
                    error = error < 0 ? happened.Index : error;
                    isReached = true;
                    break;
                case SupervisorKilled or SupervisorCrashed:
                case Logged { Code: LogCode.SupervisorStopping }:
                    error = -1; // something else ended the startup
                    break;
                case Logged { Code: LogCode.SupervisorRunning } when error >= 0:
                    return Finding.Fail(
                        "an error during startup was not fatal", error, happened.Index);
                case ProcessExited exited when error >= 0 && state.IsUp
                    && exited.Cause is ExitCause.Killed or ExitCause.Asked
                    && before.Exists(old => old.Unit == exited.Unit
                        && old.Start.Incarnation == exited.Incarnation)
                    && state.Of(exited.Unit).Count() == 1:
                    return Finding.Fail(
                        $"{exited.Unit} ran before, and was ended by a start that failed",
                        error, happened.Index);
                case SupervisorExited ended when error >= 0:
                    isReached = true;
                    if (Wrong(ended, isFatal, state, before) is { } wrong)
                    {
                        return Finding.Fail(wrong, error, happened.Index);
                    }

                    break;
                default:
                    break;
            }

            state.Apply(happened);
        }

        return isReached ? Finding.Pass : Finding.NotReached("nothing failed during a startup");
    }

    private static string? Wrong(
        SupervisorExited ended, bool isFatal, WorldState state, List<SeenProcess> before)
    {
        SeenProcess? left = state.Living.FirstOrDefault(process => !process.Start.ByMachine
            && !before.Contains(process));
        return ended.Code != 1
            ? $"a startup that failed ended with code {ended.Code}"
            : !isFatal
                ? "a startup failed without a fatal message"
                : left is not null
                    ? $"{left.Unit} was started by a start that failed, and is left running"
                    : null;
    }
}
