using Harness.Hosting.Native;
using Harness.Hosting.Notify;
using Harness.Reference;
using Harness.Reference.Ports;

namespace Harness.Hosting.Processes;

// What an earlier supervisor has left.
public sealed partial class LinuxProcessHost
{
    private const long TicksOfClockTick = TimeSpan.TicksPerSecond / 100; // USER_HZ is 100

    /// <summary>
    /// Takes over what runs, and kills what is left of processes that have ended meanwhile.
    /// </summary>
    private void TakeOver()
    {
        foreach (ProcessRecord record in _records.Load())
        {
            if (!Adopt(record))
            {
                _records.Delete(record.Life);
            }
        }

        ProcStat[] all = [.. ProcFs.All().Where(stat => !stat.HasEnded)];
        HashSet<int> own = Ancestors(all);
        foreach (ProcStat leader in all
            .Where(stat => stat.Session == stat.Pid && !own.Contains(stat.Pid))
            .OrderBy(stat => stat.StartTicks))
        {
            if (RecordOf(leader) is { } record)
            {
                _records.Write(record);
                Adopt(record);
            }
        }

        HashSet<string> lives;
        lock (_lock)
        {
            lives = [.. _all.Select(process => process.Record.Life)];
        }

        Leftovers.KillOthers([.. all.Where(stat => !own.Contains(stat.Pid))], lives, _environment);
        foreach (string stale in _layout.SocketsBut(lives))
        {
            File.Delete(stale);
        }
    }

    private bool Adopt(ProcessRecord record)
    {
        if (record.Boot != Boot.Text || ProcFs.Stat(record.Pid) is not { } stat
            || stat.StartTicks != record.StartTicks)
        {
            return false;
        }

        bool isChild = stat.Parent == LibC.OwnPid();
        int pidfd = LibC.PidfdOpen(record.Pid);
        if (pidfd < 0 || ProcFs.Stat(record.Pid)?.StartTicks != record.StartTicks
            || stat.HasEnded)
        {
            if (pidfd >= 0)
            {
                _ = isChild ? LibC.Collect(pidfd) : null;
                _ = LibC.Close(pidfd);
            }

            return false; // it ended just now, or has ended and waits for init to collect it
        }

        var startedAt = new Instant(record.StartedAt);
        Look(new HostedProcess(record, pidfd, new NotifySocket(_layout.SocketOf(record.Life)))
        {
            Began = _time.GetUtcNow() - (NowOnClock - startedAt),
            IsChild = isChild,
            IsAdopted = true,
        });
        return true;
    }

    /// <summary>
    /// The record of a process that nobody came to write down: the supervisor was killed between
    /// its start and that. It says of itself what it is; if it has overwritten that, its output
    /// still goes to the file of its unit.
    /// </summary>
    private ProcessRecord? RecordOf(ProcStat stat)
    {
        Dictionary<string, string> says = ProcFs.Environment(stat.Pid);
        bool isOurs = says.GetValueOrDefault(WorkerEnvironment.StateKey) == _layout.State;
        string? unit = isOurs
            ? says.GetValueOrDefault(WorkerEnvironment.UnitKey)
            : ProcFs.Output(stat.Pid) is { } output ? _output.UnitOf(output) : null;
        string life = (isOurs ? says.GetValueOrDefault(WorkerEnvironment.LifeKey) : null)
            ?? Layout.NewLife();
        lock (_lock)
        {
            if (unit is null || _all.Exists(process => process.Identity.Pid == stat.Pid
                || process.Record.Life == life))
            {
                return null; // a stranger, known already, or started by one that is known
            }
        }

        _note($"{unit}: pid {stat.Pid} runs and was never written down");
        Enum.TryParse(says.GetValueOrDefault(WorkerEnvironment.RoleKey), true, out UnitRole role);
        TimeSpan age = TimeSpan.FromSeconds(ProcFs.Uptime()) - new TimeSpan(
            stat.StartTicks * TicksOfClockTick);
        return new ProcessRecord(
            life, unit, role, says.GetValueOrDefault(WorkerEnvironment.TagKey) ?? "", stat.Pid,
            stat.StartTicks, Math.Max(0, (NowOnClock - age).Ticks), Boot.Text,
            Readiness.Usual);
    }

    /// <summary>This process and those that it descends from: never anybody's leftovers.</summary>
    private static HashSet<int> Ancestors(ProcStat[] all)
    {
        var found = new HashSet<int>();
        for (int pid = LibC.OwnPid(); found.Add(pid);)
        {
            pid = Array.Find(all, stat => stat.Pid == pid).Parent;
        }

        return found;
    }
}
