using Harness.Hosting.Native;
using Harness.Hosting.Notify;
using Harness.Reference.Configuration;
using Harness.Reference.Ports;

namespace Harness.Hosting.Processes;

// How a process is started.
public sealed partial class LinuxProcessHost
{
    // No exception of an adapter may reach the supervisor: it would take it for a bug of its own.
    private StartAnswer StartGuarded(UnitSpec unit)
    {
        try
        {
            return StartNow(unit);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            _note($"{unit.Name}: it cannot be started: {wrong.Message}");
            return StartAnswer.Failed(StartFailure.NoResources);
        }
    }

    private StartAnswer StartNow(UnitSpec unit)
    {
        if (CommandWords.Split(unit.Command, out _) is not { } words)
        {
            return StartAnswer.Failed(StartFailure.NotFound); // there is no program in it
        }

        (string? path, StartFailure failure) = Programs.Find(words[0], _environment.Path);
        if (path is null)
        {
            return StartAnswer.Failed(failure);
        }

        string life = Layout.NewLife();
        var socket = new NotifySocket(_layout.SocketOf(life));
        Instant startedAt = NowOnClock;
        int error = Begin(unit, life, path, words, out ProcStat stat, out int pidfd);
        if (error != 0)
        {
            socket.Remove();
            return StartAnswer.Failed(Programs.FailureOf(error));
        }

        var record = new ProcessRecord(
            life, unit.Name, unit.Role, unit.Tag, stat.Pid, stat.StartTicks, startedAt.Ticks,
            Boot.Text, unit.Readiness);
        _records.Write(record);
        HostedProcess process = Look(new HostedProcess(record, pidfd, socket)
        {
            Began = _time.GetUtcNow(), IsChild = true,
        });
        return StartAnswer.Started(process.Identity);
    }

    /// <summary>
    /// Starts a program: 0, what /proc says of it and its descriptor, or an error number.
    /// </summary>
    private int Begin(
        UnitSpec unit, string life, string path, IReadOnlyList<string> words,
        out ProcStat stat, out int pidfd)
    {
        (stat, pidfd) = (default, -1);
        int output = _output.Open(unit.Name);
        if (output < 0)
        {
            return LibC.ErrAgain;
        }

        int error = Spawn.Start(
            path, words, _environment.Of(unit, life, _layout.SocketOf(life)), output, out int pid);
        _ = LibC.Close(output);
        if (error != 0)
        {
            return error;
        }

        // It was not collected: if it is not seen, then because there are no descriptors left, and
        // nobody could look after it.
        pidfd = LibC.PidfdOpen(pid);
        if (pidfd >= 0 && ProcFs.Stat(pid) is { } seen)
        {
            stat = seen;
            return 0;
        }

        LibC.KillAndCollect(pid);
        _ = pidfd >= 0 ? LibC.Close(pidfd) : 0;
        return LibC.ErrTooManyFiles;
    }
}
