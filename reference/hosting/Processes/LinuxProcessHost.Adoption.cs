using Harness.Hosting.Native;
using Harness.Hosting.Notify;
using Harness.Reference.Ports;

namespace Harness.Hosting.Processes;

// What an earlier supervisor has left.
public sealed partial class LinuxProcessHost
{
    /// <summary>
    /// Takes over what runs, and kills what is left of processes that have ended meanwhile.
    /// </summary>
    private void TakeOver()
    {
        // A unit with a record is that process' or nobody's: what else carries its name are its
        // children, or those of an earlier life.
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (ProcessRecord record in _records.Load())
        {
            known.Add(record.Unit);
            if (!Adopt(record))
            {
                _records.Delete(record.Life);
            }
        }

        ProcStat[] all = [.. ProcFs.All().Where(stat => !stat.HasEnded)];
        HashSet<int> own = Ancestors(all);
        var unwritten = new Unwritten(_output, _environment);
        foreach (ProcessRecord record in unwritten.Find(
            all.Where(stat => !own.Contains(stat.Pid)), known, NowOnClock, Boot))
        {
            _note($"{record.Unit}: pid {record.Pid} runs and was never written down");
            _records.Write(record);
            Adopt(record);
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

    // One that cannot be heard is looked after all the same.
    private NotifySocket? SocketOf(ProcessRecord record)
    {
        try
        {
            return new NotifySocket(_layout.SocketOf(record.Life));
        }
        catch (IOException wrong)
        {
            _note($"{record.Unit}: {wrong.Message}");
            return null;
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
        Look(new HostedProcess(record, pidfd, SocketOf(record))
        {
            Began = _time.GetUtcNow() - (NowOnClock - startedAt),
            IsChild = isChild,
            IsAdopted = true,
        });
        return true;
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
