using Harness.Reference;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>"a periodic watchdog monitoring health of the system" (Knot).</summary>
internal sealed class EverySilentWorkerIsReplaced : IOracle
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(20);

    public string Name => "every-silent-worker-is-replaced";

    public string Claim =>
        "A process that hangs is ended in time, so that its worker can serve again.";

    public string ReachedWhen => "a process hung, and was ended or there was the time to end it";

    public Finding Judge(RunView run)
    {
        var state = new WorldState();
        var hung = new List<(ProcessHung Event, TimeSpan Able)>();
        bool isReached = false;
        foreach (TraceEvent happened in run.Events)
        {
            if (Overdue(run, state, hung, happened.At) is { } late)
            {
                return late with { LastEvent = happened.Index };
            }

            state.Apply(happened);
            if (happened is SupervisorStarted)
            {
                // Every life has its own patience: a crash loop of supervisors has no common one.
                hung = [.. hung.Select(one => (one.Event, state.AbleFor))];
            }
            else if (happened is ProcessHung hangs)
            {
                hung.Add((hangs, state.AbleFor));
            }
            else if (happened is ProcessExited exited)
            {
                isReached |= hung.RemoveAll(one => one.Event.Unit == exited.Unit
                    && one.Event.Incarnation == exited.Incarnation) > 0;
            }
            else if (happened is ProcessWentOn on)
            {
                hung.RemoveAll(one => one.Event.Unit == on.Unit
                    && one.Event.Incarnation == on.Incarnation);
            }
            else if (state.Phase is LifePhase.Stopping or LifePhase.Failing)
            {
                hung.Clear(); // the end has its own bounds
            }
        }

        return Overdue(run, state, hung, run.EndedAt)
            ?? (isReached ? Finding.Pass : Finding.NotReached("no process hung for long enough"));
    }

    private static Finding? Overdue(
        RunView run, WorldState state, List<(ProcessHung Event, TimeSpan Able)> hung, Instant now)
    {
        foreach ((ProcessHung started, TimeSpan able) in hung)
        {
            WorkerSetup worker = run.Scenario.WorkerOf(started.Unit)!;
            TimeSpan patience = worker.SilentAfter > worker.ReadyWithin
                ? worker.SilentAfter
                : worker.ReadyWithin;
            TimeSpan bound = patience + (2 * run.Scenario.Supervisor.WatchdogEvery) + Margin;
            if (state.AbleUntil(now) - able > bound)
            {
                return Finding.Fail(
                    $"{started.Unit} (life {started.Incarnation}) hangs, and lives on"
                    + $" {bound.TotalSeconds} s later", started.Index, run.LastEvent);
            }
        }

        return null;
    }
}
