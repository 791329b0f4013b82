using Harness.Reference;
using Harness.Reference.Ports;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// A kid restart may leak "some locked-at-restart-time resources" (Squid): a pid is not one of
/// them.
/// </summary>
internal sealed class EndedProcessesAreCollected : IOracle
{
    // What it takes beyond two looks of the watchdog: repairs that come before.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(60);

    public string Name => "ended-processes-are-collected";

    public string Claim =>
        "A process that has ended is collected in time, so that the machine can use its pid again.";

    public string ReachedWhen => "a supervisor collected a process, or had the time to";

    public Finding Judge(RunView run)
    {
        var state = new WorldState();
        var ended = new List<(ProcessExited Event, TimeSpan Able)>();
        bool isReached = false;
        foreach (TraceEvent happened in run.Events)
        {
            if (Overdue(run, state, ended, happened.At) is { } late)
            {
                return late with { LastEvent = happened.Index };
            }

            state.Apply(happened);
            switch (happened)
            {
                case ProcessExited { Cause: not ExitCause.Reboot } exited:
                    ended.Add((exited, state.AbleFor));
                    break;
                case ProcessReaped reaped:
                    isReached |= !reaped.ByMachine;
                    ended.RemoveAll(one => one.Event.Unit == reaped.Unit
                        && one.Event.Incarnation == reaped.Incarnation);
                    break;
                case SupervisorStarted or Logged { Code: LogCode.SupervisorRunning }:
                    ended = [.. ended.Select(one => (one.Event, state.AbleFor))];
                    break;
                case MachineRebooted:
                    ended.Clear();
                    break;
                default:
                    break;
            }
        }

        return Overdue(run, state, ended, run.EndedAt)
            ?? (isReached ? Finding.Pass : Finding.NotReached("no process was there to collect"));
    }

    // While it starts it waits for what starts; and what it leaves when it ends, init collects.
    private static Finding? Overdue(
        RunView run, WorldState state, List<(ProcessExited Event, TimeSpan Able)> ended,
        Instant now)
    {
        TimeSpan bound = (2 * run.Scenario.Supervisor.WatchdogEvery) + Margin;
        foreach ((ProcessExited exited, TimeSpan able) in ended)
        {
            if (state.Phase == LifePhase.Running && state.AbleUntil(now) - able > bound)
            {
                return Finding.Fail(
                    $"{exited.Unit} (life {exited.Incarnation}) has ended, and is still on the list"
                    + $" {bound.TotalSeconds} s later", exited.Index, run.LastEvent);
            }
        }

        return null;
    }
}
