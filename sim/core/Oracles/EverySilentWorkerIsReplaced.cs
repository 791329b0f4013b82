using Harness.Reference.Ports;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>"a periodic watchdog monitoring health of the system" (Knot).</summary>
internal sealed class EverySilentWorkerIsReplaced(RunView run) : TimedChecker
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(20);

    internal static Oracle Oracle { get; } = new(
        "every-silent-worker-is-replaced", Vocabulary.Acts,
        run => new EverySilentWorkerIsReplaced(run))
    {
        Claim = "A process that hangs is ended in time, so that its worker can serve again.",
        ReachedWhen = "a process hung, and was ended or there was the time to end it",
        Unreached = "no process hung for long enough",
    };

    private List<(ProcessHung Event, TimeSpan Able)> _hung = [];

    // Any event but some clears what hangs once the end has begun.
    internal override EventGroups Reads => EventGroups.All;

    internal override Finding? Overdue(Instant now, int last, WorldState world)
    {
        foreach ((ProcessHung started, TimeSpan able) in _hung)
        {
            WorkerSetup worker = run.Scenario.WorkerOf(started.Unit)!;
            TimeSpan patience = worker.SilentAfter > worker.ReadyWithin
                ? worker.SilentAfter
                : worker.ReadyWithin;
            TimeSpan bound = patience + (2 * run.Scenario.Supervisor.WatchdogEvery) + Margin;
            if (world.AbleUntil(now) - able > bound)
            {
                return Finding.Fail(
                    $"{started.Unit} (life {started.Incarnation}) hangs, and lives on"
                    + $" {bound.TotalSeconds} s later", started.Index, last);
            }
        }

        return null;
    }

    internal override Finding? After(TraceEvent happened, WorldState world)
    {
        if (happened is SupervisorStarted)
        {
            // Every life has its own patience: a crash loop of supervisors has no common one.
            Begin(world.AbleFor);
        }
        else if (happened is ProcessHung hangs)
        {
            // How long one may take that is being ended is its policy's to say.
            if (!run.IsEndedInSilence(hangs.Unit)
                && world.Find(hangs.Unit, hangs.Incarnation) is not { HasOverrun: true })
            {
                _hung.Add((hangs, world.AbleFor));
            }
        }
        else if (happened is ProcessExited exited)
        {
            IsReached |= Forget(exited.Unit, exited.Incarnation);
        }
        else if (happened is ProcessWentOn on)
        {
            Forget(on.Unit, on.Incarnation);
        }
        else if (happened is Logged { Code: LogCode.WorkerStopped } told)
        {
            // How long it may take to end is its group's to say.
            _hung.RemoveAll(one => one.Event.Unit == told.Subject);
        }
        else if (world.Phase is LifePhase.Stopping or LifePhase.Failing)
        {
            _hung.Clear(); // the end has its own bounds
        }

        return null;
    }

    private void Begin(TimeSpan able) => _hung = [.. _hung.Select(one => (one.Event, able))];

    private bool Forget(string unit, int incarnation) => _hung.RemoveAll(
        one => one.Event.Unit == unit && one.Event.Incarnation == incarnation) > 0;
}
