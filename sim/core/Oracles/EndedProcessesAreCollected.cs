using Harness.Reference.Ports;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// A kid restart may leak "some locked-at-restart-time resources" (Squid): a pid is not one of
/// them.
/// </summary>
internal sealed class EndedProcessesAreCollected(TimeSpan bound) : TimedChecker
{
    // What it takes beyond two looks of the watchdog: repairs that come before.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(60);

    internal static Oracle Oracle { get; } = new(
        "ended-processes-are-collected", Vocabulary.Acts,
        run => new EndedProcessesAreCollected((2 * run.Scenario.Supervisor.WatchdogEvery) + Margin))
    {
        Claim = "A process that has ended is collected in time, so that the machine can use its"
            + " pid again.",
        ReachedWhen = "a supervisor collected a process, or had the time to",
        Unreached = "no process was there to collect",
    };

    private readonly Deadlines<ProcessExited> _ended = new(late =>
        $"{late.What.Unit} (life {late.What.Incarnation}) has ended, and is still on the list"
        + $" {late.Bound.TotalSeconds} s later");

    // While it starts it waits for what starts; and what it leaves when it ends, init collects.
    internal override Finding? Overdue(Instant now, int last, WorldState world) =>
        world.Phase == LifePhase.Running ? _ended.Late(now, last, world) : null;

    internal override Finding? After(TraceEvent happened, WorldState world)
    {
        switch (happened)
        {
            case ProcessExited { Cause: not ExitCause.Reboot } exited:
                _ended.Begin(exited, exited, world, bound);
                break;
            case ProcessReaped reaped:
                IsReached |= !reaped.ByMachine;
                _ended.EndAll(one => one.Unit == reaped.Unit
                    && one.Incarnation == reaped.Incarnation);
                break;
            case SupervisorStarted or Logged { Code: LogCode.SupervisorRunning }:
                _ended.Restart(world);
                break;
            case MachineRebooted:
                _ended.Clear();
                break;
            default:
                break;
        }

        return null;
    }
}
