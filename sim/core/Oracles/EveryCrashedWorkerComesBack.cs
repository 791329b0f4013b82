using Harness.Reference;
using Harness.Reference.Policies;
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
        "A worker that ended without being asked, or was not there when the supervisor began,"
        + " serves in time, or is visibly paused by a policy that pauses.";

    public string ReachedWhen =>
        "a worker crashed, and came back, was paused, or had the time to";

    public Finding Judge(RunView run)
    {
        var state = new WorldState();
        var down = new SortedDictionary<string, Absence>(StringComparer.Ordinal);
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
                case ProcessExited { Cause: ExitCause.Asked } ended:
                    down.Remove(ended.Unit); // whoever asked it has something else in mind
                    break;
                case ProcessExited exited when run.Scenario.WorkerOf(exited.Unit) is not null
                    && state.Phase is not LifePhase.Stopping and not LifePhase.Failing:
                    down[exited.Unit] = new Absence(happened.Index, state.AbleFor, IsCrash: true);
                    break;
                case SupervisorStarted: // every life has its own patience
                    foreach (string unit in run.Scenario.UnitsOf(state.Stored))
                    {
                        if (!state.Of(unit).Any(process => process.IsReady))
                        {
                            bool isCrash = down.TryGetValue(unit, out Absence? before)
                                && before.IsCrash;
                            down[unit] = new Absence(
                                happened.Index, state.AbleFor, isCrash);
                        }
                    }

                    break;
                case ConfigStored stored:
                    foreach (string gone in down.Keys
                        .Except(run.Scenario.UnitsOf(stored.Config)).ToArray())
                    {
                        down.Remove(gone);
                    }

                    break;
                case StartRefused refused when down.TryGetValue(refused.Unit, out Absence? entry):
                    down[refused.Unit] = entry with { Able = state.AbleFor };
                    break;
                case ProcessReady ready:
                    isReached |= down.Remove(ready.Unit, out Absence? served) && served.IsCrash;
                    break;
                case Logged { Code: LogCode.WorkerPaused } told when MayPause(run, told.Subject):
                    isReached |= down.Remove(told.Subject);
                    break;
                case Logged { Code: LogCode.WorkerDisabled } told
                    when run.Scenario.Workers.Any(one => one.IsOptional
                        && one.Name == told.Subject):
                    down.Remove(told.Subject); // the service is whole without it
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

    private static bool MayPause(RunView run, string unit) =>
        run.Scenario.WorkerOf(unit)?.Policy is SquidKidOptions;

    private static Finding? Overdue(
        RunView run, WorldState state, SortedDictionary<string, Absence> down,
        Instant now)
    {
        foreach ((string unit, Absence absence) in down)
        {
            WorkerSetup worker = run.Scenario.WorkerOf(unit)!;
            TimeSpan delay = worker.Policy is AlwaysOptions always ? always.Delay : TimeSpan.Zero;
            TimeSpan bound = delay + worker.ReadyWithin
                + (2 * run.Scenario.Supervisor.WatchdogEvery)
                + Margin;
            if (state.AbleUntil(now) - absence.Able > bound)
            {
                return Finding.Fail(
                    $"{unit} is not there, and {bound.TotalSeconds} s later it neither serves"
                    + " nor is paused", absence.Since, run.LastEvent);
            }
        }

        return null;
    }

    /// <summary>Since which event a worker does not serve, and how able it was then.</summary>
    private sealed record Absence(int Since, TimeSpan Able, bool IsCrash);
}
