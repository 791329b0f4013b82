using Harness.Reference.Ports;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>"If we crash, the kresd's will keep running." (Knot)</summary>
internal sealed class ServicesOutliveTheSupervisor : IOracle
{
    public string Name => "services-outlive-the-supervisor";

    public string Claim =>
        "A worker that serves when the supervisor dies serves on, and the next life lets it.";

    public string ReachedWhen =>
        "a supervisor died, crashed or failed while at least one worker was serving";

    public Finding Judge(RunView run)
    {
        var state = new WorldState();
        var orphans = new List<SeenProcess>();
        var asked = new List<SeenProcess>();
        int diedAt = -1;
        bool isReached = false;
        foreach (TraceEvent happened in run.Events)
        {
            if (happened is ProcessExited exited && IsBySupervisor(exited)
                && orphans.Exists(one => one.Unit == exited.Unit
                    && one.Start.Incarnation == exited.Incarnation)
                && state.Of(exited.Unit).Count() == 1)
            {
                return Finding.Fail(
                    $"{exited.Unit} (life {exited.Incarnation}) was serving when the supervisor"
                    + " ended, and was ended because of that", diedAt, happened.Index);
            }

            if (IsDeath(happened, state))
            {
                // What was asked to end before the death ends because of that, and not of the
                // death.
                orphans = [.. state.Living.Where(
                    process => process.Serves && !asked.Contains(process))];
                diedAt = happened.Index;
                isReached |= orphans.Count > 0;
            }
            else if (happened is Logged
                { Code: LogCode.SupervisorRunning or LogCode.SupervisorStopping })
            {
                orphans.Clear();
            }
            else if (happened is SignalSent { Arrived: true } sent
                && state.FindPid(sent.Unit, sent.Pid) is { } process)
            {
                asked.Add(process);
            }
            else if (happened is ProcessHung hung)
            {
                orphans.RemoveAll(one => one.Unit == hung.Unit);
            }

            state.Apply(happened);
        }

        return isReached
            ? Finding.Pass
            : Finding.NotReached("no supervisor died beside a serving worker");
    }

    private static bool IsBySupervisor(ProcessExited exited) =>
        exited.Cause is ExitCause.Asked or ExitCause.Killed;

    private static bool IsDeath(TraceEvent happened, WorldState state) =>
        happened is SupervisorKilled or SupervisorCrashed
        || (happened is FatalWritten && state.Phase == LifePhase.Running
            && !state.EndsInstance); // whether to end it was right is another claim
}
