using Harness.Hosting.Native;
using Harness.Hosting.Notify;
using Harness.Reference.Concurrency;
using Harness.Reference.Ports;

namespace Harness.Hosting.Processes;

// From when a process runs to its end.
public sealed partial class LinuxProcessHost
{
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
        _ = process.Socket?.Receive(message => Told(process, message));
        _ = Follow(process);
        return process;
    }

    /// <summary>
    /// Waits for what a process does not say itself: that it is ready, and that it still lives.
    /// </summary>
    private async Task Follow(HostedProcess process)
    {
        Readiness readiness = process.Record.Readiness;
        try
        {
            switch (readiness.Kind)
            {
                case ReadinessKind.Delay:
                    await Wait(process, readiness.Delay);
                    break;
                case ReadinessKind.Notify when process.IsAdopted:
                    await Wait(process, readiness.Within);
                    break;
                case ReadinessKind.Notify:
                    break; // it says so itself
                case ReadinessKind.Exec or ReadinessKind.Tcp or ReadinessKind.Http:
                    await Ask(process, readiness);
                    break;
            }
        }
        catch (OperationCanceledException) when (process.IsOver.IsCancellationRequested)
        {
            // It has ended.
        }
    }

    private async Task Wait(HostedProcess process, TimeSpan patience)
    {
        await Waiting.Until(process.Identity.StartedAt + patience, _time, process.IsOver);
        Change(process, () =>
        {
            if (process.State == ProcessState.Starting)
            {
                process.BeReady(NowOnClock);
                Hint(process);
            }
        });
    }

    private async Task Ask(HostedProcess process, Readiness readiness)
    {
        while (true)
        {
            bool? answer = await Answer(process, readiness);
            Change(process, () => process.Answer(answer, NowOnClock, Hint));
            await Task.Delay(readiness.ProbeEvery, _time, process.IsOver);
        }
    }

    // Whatever goes wrong with asking says nothing of who was to be asked.
    private async Task<bool?> Answer(HostedProcess process, Readiness readiness)
    {
        try
        {
            return await _probe.Ask(
                readiness, _environment.OfProbe(process.Unit), _time, process.IsOver);
        }
        catch (Exception wrong) when (wrong is not OperationCanceledException)
        {
            _note($"{process.Unit}: it could not be asked: {wrong.Message}");
            return null;
        }
    }

    private void Told(HostedProcess process, NotifyMessage? message)
    {
        if (message is not null)
        {
            Change(process, () => Heed(process, message));
        }
        else if (process.CountsJunk() == 1)
        {
            _note($"{process.Unit}: junk on its notify socket; this is said once a process");
        }
    }

    /// <summary>
    /// Changes what is known of a living process, and its record if that changes too. Records are
    /// written one at a time, the last one last.
    /// </summary>
    private void Change(HostedProcess process, Action change)
    {
        lock (process.Writing)
        {
            ProcessRecord before = process.Record;
            lock (_lock)
            {
                if (!process.IsAlive)
                {
                    return;
                }

                change();
            }

            if (process.Record != before)
            {
                _records.Write(process.Record);
            }
        }
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

    /// <summary>
    /// A process has ended: on the thread of the watch. What the disk does comes last, and no error
    /// of it may end that thread.
    /// </summary>
    private void Ended(HostedProcess process)
    {
        Instant now = NowOnClock;
        ExitStatus exit = process.IsChild
            ? CollectChild(process)
            : ExitStatus.Unknown; // its parent is not this process, and was told how it ended
        Try(process, () =>
        {
            if (!process.IsChild)
            {
                Leftovers.Kill(process.Record, _environment);
            }
        });
        lock (_lock)
        {
            process.End(now, exit);
        }

        Hint(process);
        Try(process, () =>
        {
            process.Socket?.Remove();
            lock (process.Writing)
            {
                _records.Delete(process.Record.Life);
            }
        });
    }

    private void Try(HostedProcess process, Action tidy)
    {
        try
        {
            tidy();
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            _note($"{process.Unit}: not all that it left could be removed: {wrong.Message}");
        }
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
