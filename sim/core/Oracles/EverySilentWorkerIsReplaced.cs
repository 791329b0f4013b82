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

    private readonly Deadlines<ProcessHung> _hung = new(late =>
        $"{late.What.Unit} (life {late.What.Incarnation}) hangs, and lives on"
        + $" {late.Bound.TotalSeconds} s later");

    // Any event but some clears what hangs once the end has begun.
    internal override EventGroups Reads => EventGroups.All;

    internal override Finding? Overdue(Instant now, int last, WorldState world) =>
        _hung.Late(now, last, world);

    internal override Finding? After(TraceEvent happened, WorldState world)
    {
        if (happened is SupervisorStarted)
        {
            // Every life has its own patience: a crash loop of supervisors has no common one.
            _hung.Restart(world);
        }
        else if (happened is ProcessHung hangs)
        {
            // How long one may take that is being ended is its policy's to say.
            if (!run.IsEndedInSilence(hangs.Unit)
                && world.Find(hangs.Unit, hangs.Incarnation) is not { HasOverrun: true })
            {
                _hung.Begin(hangs, hangs, world, BoundOf(hangs.Unit));
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
            _hung.EndAll(one => one.Unit == told.Subject);
        }
        else if (world.Phase is LifePhase.Stopping or LifePhase.Failing)
        {
            _hung.Clear(); // the end has its own bounds
        }

        return null;
    }

    private TimeSpan BoundOf(string unit)
    {
        WorkerSetup worker = run.Scenario.WorkerOf(unit)!;
        TimeSpan patience = worker.SilentAfter > worker.ReadyWithin
            ? worker.SilentAfter
            : worker.ReadyWithin;
        return patience + (2 * run.Scenario.Supervisor.WatchdogEvery) + Margin;
    }

    private bool Forget(string unit, int incarnation) =>
        _hung.EndAll(one => one.Unit == unit && one.Incarnation == incarnation);
}
