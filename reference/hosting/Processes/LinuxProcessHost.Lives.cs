using Harness.Hosting.Native;
using Harness.Hosting.Notify;
using Harness.Reference;
using Harness.Reference.Configuration;
using Harness.Reference.Ports;
using Harness.Reference.Recovery;

namespace Harness.Hosting.Processes;

// From the start of a process to its end.
public sealed partial class LinuxProcessHost
{
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
        NotifySocket socket;
        try
        {
            socket = new NotifySocket(_layout.SocketOf(life));
        }
        catch (IOException wrong)
        {
            _note($"{unit.Name}: {wrong.Message}");
            return StartAnswer.Failed(StartFailure.NoResources);
        }

        Instant startedAt = NowOnClock;
        int error = Begin(unit, life, path, words, out int pid, out int pidfd);
        if (error != 0)
        {
            socket.Remove();
            return StartAnswer.Failed(Programs.FailureOf(error));
        }

        // It was not collected yet: it is there even if it has ended by now.
        var record = new ProcessRecord(
            life, unit.Name, unit.Role, unit.Tag, pid, ProcFs.Stat(pid)!.Value.StartTicks,
            startedAt.Ticks, Boot.Text, unit.Readiness);
        _records.Write(record);
        HostedProcess process = Look(new HostedProcess(record, pidfd, socket)
        {
            Began = _time.GetUtcNow(), IsChild = true,
        });
        return StartAnswer.Started(process.Identity);
    }

    /// <summary>Starts a program: 0, its pid and its descriptor, or an error number.</summary>
    private int Begin(
        UnitSpec unit, string life, string path, IReadOnlyList<string> words,
        out int pid, out int pidfd)
    {
        (pid, pidfd) = (0, -1);
        int output = _output.Open(unit.Name);
        if (output < 0)
        {
            return LibC.ErrAgain;
        }

        int error = Spawn.Start(
            path, words, _environment.Of(unit, life, _layout.SocketOf(life)), output, out pid);
        _ = LibC.Close(output);
        if (error != 0)
        {
            return error;
        }

        pidfd = LibC.PidfdOpen(pid);
        if (pidfd >= 0)
        {
            return 0;
        }

        // Nobody could look after it: there are no descriptors left.
        _ = LibC.Kill(pid, (int)Signal.Kill);
        LibC.CollectAtOnce(pid);
        return LibC.ErrTooManyFiles;
    }

    /// <summary>Looks after a process from now on.</summary>
    private HostedProcess Look(HostedProcess process)
    {
        lock (_lock)
        {
            process.Sign(NowOnClock);
            int place = _all.FindLastIndex(
                one => one.Identity.StartedAt <= process.Identity.StartedAt);
            _all.Insert(place + 1, process);
        }

        _exits.Watch(process.Pidfd, () => Ended(process));
        _ = process.Socket.Receive(message => Told(process, message));
        _ = Follow(process, process.Over.Token);
        return process;
    }

    /// <summary>
    /// Waits for what a process does not say itself: that it is ready, and that it still lives.
    /// </summary>
    private async Task Follow(HostedProcess process, CancellationToken over)
    {
        Readiness readiness = process.Record.Readiness;
        try
        {
            if (readiness.Kind is ReadinessKind.Delay
                || (readiness.Kind is ReadinessKind.Notify && process.IsAdopted))
            {
                TimeSpan patience = readiness.Kind is ReadinessKind.Delay
                    ? readiness.Delay : readiness.Within;
                await Reference.Concurrency.Waiting.Until(
                    process.Identity.StartedAt + patience, _time, over);
                Ready(process);
                return;
            }

            while (readiness.Kind is not ReadinessKind.Notify)
            {
                if (await _probe.Ask(
                    readiness, _environment.OfProbe(process.Unit), _time, over))
                {
                    Ready(process);
                }

                await Task.Delay(readiness.ProbeEvery, _time, over);
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // It has ended.
        }
    }

    /// <summary>It is ready, or gives one more sign of life.</summary>
    private void Ready(HostedProcess process)
    {
        ProcessRecord? changed = null;
        lock (_lock)
        {
            if (process.State == ProcessState.Starting)
            {
                process.BeReady(NowOnClock);
                changed = process.Record;
                Hint(process);
            }
            else
            {
                process.Sign(NowOnClock);
            }
        }

        Write(process, changed);
    }

    private void Told(HostedProcess process, NotifyMessage? message)
    {
        if (message is null)
        {
            _note($"{process.Unit}: junk on its notify socket");
            return;
        }

        ProcessRecord before;
        ProcessRecord after;
        lock (_lock)
        {
            before = process.Record;
            if (process.IsAlive)
            {
                Heed(process, message);
            }

            after = process.Record;
        }

        Write(process, after == before ? null : after);
    }

    private void Heed(HostedProcess process, NotifyMessage message)
    {
        Instant now = NowOnClock;

        // What an earlier supervisor started may have told nobody that it is ready; what beats is.
        bool isReady = message.IsReady || (message.IsBeat && process.IsAdopted);
        bool isNew = isReady && process.State == ProcessState.Starting
            && process.Record.Readiness.Kind == ReadinessKind.Notify;
        if (isNew)
        {
            process.BeReady(now);
        }

        if (message.IsBeat)
        {
            process.Beat(now);
        }

        if (message.Patience is { } patience)
        {
            process.PatienceUntil = now + patience;
        }

        process.StatusText = message.Status ?? process.StatusText;
        // What is cheaper than a restart the worker does itself, and only tells of.
        bool isAsked = message.Report is { Asks: >= Rung.RestartKid }
            && message.Report != process.Report;
        process.Report = isAsked ? message.Report : process.Report;
        if (isNew || isAsked)
        {
            Hint(process);
        }
    }

    private void Write(HostedProcess process, ProcessRecord? record)
    {
        if (record is not null)
        {
            _records.Write(record);
            if (!process.IsAlive)
            {
                _records.Delete(record.Life); // it ended meanwhile, and was deleted before
            }
        }
    }

    /// <summary>A process has ended: on the thread of the watch.</summary>
    private void Ended(HostedProcess process)
    {
        Instant now = NowOnClock;
        ExitStatus exit = process.IsChild
            ? CollectChild(process)
            : ExitStatus.Unknown; // its parent is not this process, and was told how it ended
        if (!process.IsChild)
        {
            Leftovers.Kill(process.Record, _environment);
        }

        lock (_lock)
        {
            process.End(now, exit);
        }

        process.Socket.Remove();
        _records.Delete(process.Record.Life);
        Hint(process);
    }

    private static ExitStatus CollectChild(HostedProcess process)
    {
        // Until it is collected nobody else can have its pid, nor its group.
        _ = LibC.Kill(-process.Identity.Pid, (int)Signal.Kill);
        return LibC.Collect(process.Pidfd) is { } end
            ? new ExitStatus(end.IsCode ? ExitKind.Code : ExitKind.Signal, end.Number)
            : ExitStatus.Unknown;
    }

    private void Hint(HostedProcess process) =>
        _hints.Writer.TryWrite(new ProcessHint(process.Unit));
}
