using Harness.Hosting.Native;
using Harness.Reference.Ports;

namespace Harness.Hosting.Processes;

/// <summary>
/// What a process has started and left behind when it ended. It is known by the life that it has
/// in its environment; the next life of the worker must not find it in its way.
/// </summary>
internal static class Leftovers
{
    /// <summary>Kills what is left of one life, in whatever group it is.</summary>
    internal static void Kill(ProcessRecord dead, WorkerEnvironment environment)
    {
        foreach (ProcStat stat in ProcFs.All().Where(
            stat => !stat.HasEnded && stat.Session == dead.Pid))
        {
            Kill(stat, life => life == dead.Life, environment);
        }
    }

    /// <summary>Kills what is left of all lives but these.</summary>
    internal static void KillOthers(
        IEnumerable<ProcStat> all, IReadOnlySet<string> living, WorkerEnvironment environment)
    {
        foreach (ProcStat stat in all)
        {
            Kill(stat, life => !living.Contains(life), environment);
        }
    }

    private static void Kill(
        ProcStat stat, Func<string, bool> which, WorkerEnvironment environment)
    {
        int pidfd = LibC.PidfdOpen(stat.Pid);
        if (pidfd < 0)
        {
            return;
        }

        // The descriptor comes first, so that what is read is of the process behind it.
        Dictionary<string, string> says = ProcFs.Environment(stat.Pid);
        if (ProcFs.Stat(stat.Pid)?.StartTicks == stat.StartTicks
            && says.GetValueOrDefault(WorkerEnvironment.StateKey) == environment.State
            && says.TryGetValue(WorkerEnvironment.LifeKey, out string? life) && which(life))
        {
            LibC.PidfdSend(pidfd, (int)Signal.Kill);
        }

        _ = LibC.Close(pidfd);
    }
}
