using Harness.Reference;
using Harness.Reference.Ports;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// "a Squid instance should attempt to recover" (Squid); the incidents' CONVERGE.
/// </summary>
internal sealed class EveryCrashedWorkerComesBack : IOracle
{
    // What it takes beyond the patience with one start: notice, watchdog, repair.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    public string Name => "every-crashed-worker-comes-back";

    public string Claim =>
        "A worker that ended without being asked serves again in time, or is visibly paused"
        + " or given up.";

    public string ReachedWhen =>
        "a worker crashed, and came back, was given up, or had the time to";

    public Finding Judge(RunView run)
    {
        var state = new WorldState();
        var down = new SortedDictionary<string, (int Since, TimeSpan Able)>(StringComparer.Ordinal);
        bool isReached = false;
        foreach (TraceEvent happened in run.Events)
        {
            if (Overdue(run, state, down, happened.At) is { } late)
            {
                return late with { LastEvent = happened.Index };
            }

            state.Apply(happened);
            switch (happened)
            {
                case ProcessExited exited when exited.Cause != ExitCause.Asked
                    && state.Phase is not LifePhase.Stopping and not LifePhase.Failing:
                    down[exited.Unit] = (happened.Index, state.AbleFor);
                    break;
                case SupervisorStarted: // every life has its own patience
                    foreach (string unit in down.Keys.ToArray())
                    {
                        down[unit] = (down[unit].Since, state.AbleFor);
                    }

                    break;
                case StartRefused refused when down.TryGetValue(refused.Unit, out var entry):
                    down[refused.Unit] = (entry.Since, state.AbleFor);
                    break;
                case ProcessReady ready:
                    isReached |= down.Remove(ready.Unit);
                    break;
                case Logged { Code: LogCode.WorkerPaused or LogCode.WorkerGivenUp } told:
                    isReached |= down.Remove(told.Subject);
                    break;
                case Logged { Code: LogCode.SupervisorStopping } or FatalWritten:
                    down.Clear();
                    break;
                default:
                    break;
            }
        }

        return Overdue(run, state, down, run.EndedAt)
            ?? (isReached
                ? Finding.Pass
                : Finding.NotReached("no worker crashed and had time to come back"));
    }

    private static Finding? Overdue(
        RunView run, WorldState state, SortedDictionary<string, (int Since, TimeSpan Able)> down,
        Instant now)
    {
        foreach ((string unit, (int since, TimeSpan able)) in down)
        {
            WorkerSetup worker = run.Scenario.Workers.First(one => one.Name == unit);
            TimeSpan delay = worker.Policy is AlwaysSetup always ? always.Delay : TimeSpan.Zero;
            TimeSpan bound = delay + worker.ReadyWithin
                + (2 * run.Scenario.Supervisor.WatchdogEvery)
                + Margin;
            if (state.AbleUntil(now) - able > bound)
            {
                return Finding.Fail(
                    $"{unit} ended, and {bound.TotalSeconds} s later it neither serves nor is"
                    + " paused or given up", since, run.Events.Count - 1);
            }
        }

        return null;
    }
}
