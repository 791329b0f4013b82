using Harness.Reference.Ports;
using Harness.Reference.Supervising;

namespace Harness.Reference.Changing;

/// <summary>A process beside the workers, for as long as a change needs it.</summary>
internal sealed class TransientUnit(SupervisorRun run, WorkerSet workerSet, UnitSpec unit)
{
    // Hints may be lost: a start is looked at this often.
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(200);

    private ProcessIdentity? _process;

    internal UnitSpec Unit => unit;

    /// <summary>Starts it anew and waits; whether it is ready in time.</summary>
    /// <param name="readyWithin">The patience with it.</param>
    /// <param name="mayTakeOver">
    /// Whether one that serves already will do, whatever its settings: they were accepted.
    /// </param>
    internal async Task<bool> Start(TimeSpan readyWithin, bool mayTakeOver = false)
    {
        workerSet.Begin(unit);
        await run.Services.Define(unit);

        // An earlier life may have left one under this name. A canary proves nothing about other
        // settings than its own.
        if (await run.Services.ListUnit(unit.Name) is not { } left)
        {
            return false;
        }

        if (unit.Role == UnitRole.Surge
            && left.FirstOrDefault(status => status.State == ProcessState.Ready
                && (mayTakeOver || status.Tag == unit.Tag)) is { } serving)
        {
            _process = serving.Identity;
            return true;
        }

        if (!await run.Units.End(unit.Name) || run.IsEnding || !run.Instance.MayStart)
        {
            return false;
        }

        ServiceAnswer answer = await run.Services.Start(unit.Name);
        _process = answer.Process;
        run.Log(LogCode.BesideStarted, unit.Name, _process?.Pid ?? 0);
        Instant readyBy = run.Now + readyWithin;
        while (_process is not null && !run.IsEnding)
        {
            Instant askedAt = run.Now;
            ProcessState state = await State();
            if (state != ProcessState.Starting || askedAt >= readyBy)
            {
                return state == ProcessState.Ready;
            }

            await Task.Delay(LookAgain, run.Ports.Time);
        }

        return false;
    }

    /// <summary>
    /// How far that process has come. A vanished one has ended, one that asks to be ended is as
    /// good as that; so has, for all that is known, one
    /// that the service manager says nothing of.
    /// </summary>
    internal async Task<ProcessState> State()
    {
        IReadOnlyList<ProcessStatus>? all = await run.Services.ListUnit(unit.Name);
        ProcessStatus? status = all?.FirstOrDefault(one => one.Identity == _process);
        return status is { Report: null } ? status.State : ProcessState.Exited;
    }

    /// <summary>Ends it, whatever it is doing, and leaves nothing of it on the list.</summary>
    internal async Task<bool> End()
    {
        await run.Services.Define(unit);
        bool isGone = await run.Units.End(unit.Name);
        foreach (ProcessStatus status in await run.Services.ListUnit(unit.Name) ?? [])
        {
            await run.Services.Reap(status.Identity);
        }

        if (isGone)
        {
            workerSet.End(unit);
        }

        return isGone;
    }
}
