using Harness.Reference.Ports;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>"If we crash, the kresd's will keep running." (Knot)</summary>
internal sealed class ServicesOutliveTheSupervisor(bool mayEnd) : Checker
{
    internal static Oracle Oracle { get; } = new(
        "services-outlive-the-supervisor", Vocabulary.Acts,
        run => new ServicesOutliveTheSupervisor(run.MayEndInSilence))
    {
        Claim = "A worker that serves when the supervisor dies serves on, and the next life lets"
            + " it.",
        ReachedWhen = "a supervisor died, crashed or failed while at least one worker was serving",
        Unreached = "no supervisor died beside a serving worker",
    };

    private readonly List<SeenProcess> _asked = [];
    private List<SeenProcess> _orphans = [];
    private int _diedAt = -1;

    internal override Finding? Before(TraceEvent happened, WorldState world)
    {
        if (happened is ProcessExited exited && IsBySupervisor(exited)
            && _orphans.Exists(one => one.Unit == exited.Unit
                && one.Start.Incarnation == exited.Incarnation)
            && world.Of(exited.Unit).Count() == 1)
        {
            return Finding.Fail(
                $"{exited.Unit} (life {exited.Incarnation}) was serving when the supervisor"
                + " ended, and was ended because of that", _diedAt, happened.Index);
        }

        if (IsDeath(happened, world))
        {
            // What was asked to end before the death ends because of that, and not of the
            // death.
            _orphans = [.. world.Living.Where(
                process => process.Serves && !_asked.Contains(process))];
            _diedAt = happened.Index;
            IsReached |= _orphans.Count > 0;
        }
        else if (happened is Logged
            { Code: LogCode.SupervisorRunning or LogCode.SupervisorStopping })
        {
            _orphans.Clear();
        }
        else if (happened is SignalSent { Arrived: true } sent
            && world.FindPid(sent.Unit, sent.Pid) is { } process)
        {
            _asked.Add(process);
        }
        else if (happened is ProcessHung hung)
        {
            _orphans.RemoveAll(one => one.Unit == hung.Unit);
        }

        return null;
    }

    private static bool IsBySupervisor(ProcessExited exited) =>
        exited.Cause is ExitCause.Asked or ExitCause.Killed;

    private bool IsDeath(TraceEvent happened, WorldState world) =>
        happened is SupervisorKilled or SupervisorCrashed
        || (happened is FatalWritten && world.Phase == LifePhase.Running
            && !world.EndsInstance && !mayEnd); // whether to end it was right is another claim
}
