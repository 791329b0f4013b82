using Harness.Reference.Concurrency;
using Harness.Reference.Errors;
using Harness.Reference.Ports;

namespace Harness.Reference.Supervising;

/// <summary>
/// "Manager has a periodic watchdog monitoring health of the system": compares what the supervisor
/// believes with what is true, and repairs what differs on the error budget.
/// </summary>
internal sealed partial class Watchdog(SupervisorRun run, WorkerSet workerSet)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(200);

    private readonly Slots _slots = new(workerSet);
    private readonly Preflight _preflight = new(run);
    private readonly AsyncGate _looking = new();

    /// <summary>Looks every so often until the end begins.</summary>
    internal async Task Watch(CancellationToken stop)
    {
        while (true)
        {
            Instant next = Instant.Now(run.Ports.Time) + run.Options.WatchdogEvery;
            await Waiting.Until(next, run.Ports.Time, stop);
            if (run.IsEnding)
            {
                return;
            }

            await Check();
        }
    }

    /// <summary>One look at everything, and a fresh one after each repair.</summary>
    /// <param name="isBeforeChange">
    /// Whether a change is waiting for it: then everything that it needs is probed now.
    /// </param>
    internal async Task Check(bool isBeforeChange = false)
    {
        using IDisposable turn = await _looking.Enter(); // a change looks too
        if (run.IsEnding || !await Decrease() || !await _preflight.Check(Treat, isBeforeChange)
            || await Look() is not { } askedAt)
        {
            return;
        }

        await CollectLeftovers(askedAt);
        for (int i = 0; i < _slots.Controllers.Count; i++)
        {
            WorkerController controller = _slots.Controllers[i];
            Instability found = Judge(controller, _slots[i], askedAt);
            if (found != Instability.None)
            {
                if (!await Treat(controller, found))
                {
                    return;
                }

                if (await Look() is not { } again)
                {
                    return;
                }

                askedAt = again;
            }

            if (run.IsEnding)
            {
                return;
            }
        }
    }

    /// <summary>
    /// Puts a decrease of the counter on record, so that another boot begins with it.
    /// </summary>
    private async Task<bool> Decrease() => !run.Budget.Decrease(run.Now) || await Save();

    /// <summary>Puts the budget on record; false if that failed and is fatal.</summary>
    private async Task<bool> Save() => await run.Budget.Save() == FileError.None
        || run.Errors.Meet(ErrorOrigin.State, ErrorKind.Refused, "state") != Treatment.Fatal;

    // A stall may lie between asking and hearing: what is overdue is judged by when it was asked.
    private async Task<Instant?> Look()
    {
        while (true)
        {
            Instant askedAt = Instant.Now(run.Ports.Time);
            if (await run.Services.List() is { } all)
            {
                _preflight.Heard();
                _slots.Fill(all);
                return askedAt;
            }

            if (!await _preflight.Unheard(Treat))
            {
                return null;
            }
        }
    }

    private Instability Judge(
        WorkerController controller, IReadOnlyList<ProcessStatus> ofUnit, Instant now)
    {
        SlotMemory memory = _slots.Memory(controller);
        Notice(controller, ofUnit);
        if (controller.State.IsLeaving)
        {
            return Instability.None; // its group wants it to end
        }

        if (run.IsManaged && JudgeManaged(controller, memory, ofUnit, now) is { } judged)
        {
            return judged;
        }

        var slot = new SlotView(
            controller.Worker, controller.Known,
            memory.MissedSince(controller.Known, ofUnit, now));
        return SlotJudge.Of(slot, ofUnit, now, run.Options.NoticeWithin);
    }

    // The hint about a report may be lost, as any other: whoever sees the list says so.
    private static void Notice(WorkerController controller, IReadOnlyList<ProcessStatus> ofUnit)
    {
        if (controller.Known is { } known
            && Fates.Find(known, ofUnit) is { IsAlive: true } status
            && WorkerLoss.IsAskedFor(status))
        {
            controller.Order(StimulusKind.Look);
        }
    }

    private Task<bool> Treat(WorkerController controller, Instability found)
    {
        // Which process is meant is fixed now: its controller may be faster than the disk.
        ProcessIdentity? ill = controller.Known;

        // "... or disabling the current optional service" (Squid): the service is whole without it,
        // so its errors are not on the budget.
        return controller.Worker.IsOptional
            ? TreatOptional(controller, found, ill)
            : Treat(found, controller.Name, () => Repair(controller, found, ill));
    }

    /// <summary>The seed's "on error": check, count, repair. False if it was fatal.</summary>
    private async Task<bool> Treat(Instability found, string subject, Func<Task<bool>> repair)
    {
        if (run.IsEnding)
        {
            return false; // whatever it is, it is not repaired any more
        }

        ErrorKind kind = KindOf(found);
        run.Budget.Decrease(run.Now);
        run.Log(LogCode.InstabilityFound, subject, (long)found, run.Budget.Counter);
        Treatment treatment = ErrorTable.Of(run.Instance.Phase, ErrorOrigin.Watchdog, kind);
        if (treatment != Treatment.Repair)
        {
            return run.Errors.Meet(ErrorOrigin.Watchdog, kind, subject) != Treatment.Fatal;
        }

        if (run.Budget.IsSpent)
        {
            run.Log(LogCode.BudgetSpent, subject, run.Budget.Counter);
            return run.Errors.Meet(ErrorOrigin.Watchdog, ErrorKind.Exhausted, subject)
                != Treatment.Fatal;
        }

        run.Budget.Count();

        // The error is on record before the repair: a crash in between must not forget it. If it
        // is the record that cannot be made, making it is the repair.
        if (found != Instability.Unwritable && !await Save())
        {
            return false;
        }

        run.Log(LogCode.RepairBegun, subject, run.Budget.Counter);
        if (await repair())
        {
            run.Log(LogCode.RepairDone, subject, (long)found);
            return true;
        }

        if (run.IsEnding)
        {
            return false; // it was cut off, and has not failed
        }

        run.Log(LogCode.RepairFailed, subject, (long)found);
        run.Errors.Fail(ErrorOrigin.Watchdog, kind, subject);
        return false; // "if unsuccessful, fatal error"
    }

    private static ErrorKind KindOf(Instability found) => found switch
    {
        Instability.None => throw new InvalidOperationException("nothing was found"),
        Instability.Missing => ErrorKind.Missing,
        Instability.Silent => ErrorKind.TimedOut,
        Instability.Surplus => ErrorKind.Damaged,
        Instability.GivenUp => ErrorKind.Refused,
        Instability.Unreachable => ErrorKind.TimedOut,
        Instability.Unwritable => ErrorKind.Refused,
        Instability.ConfigUnreadable => ErrorKind.Missing,
    };

    private async Task<bool> Repair(
        WorkerController controller, Instability found, ProcessIdentity? ill)
    {
        bool isGone = found switch
        {
            Instability.None => true,
            Instability.Missing => !run.IsManaged || await StartUnit(controller),
            Instability.GivenUp => await StartUnit(controller),
            Instability.Unreachable or Instability.Unwritable or Instability.ConfigUnreadable =>
                throw new InvalidOperationException($"{found} is not of a worker"),
            Instability.Silent => await End(ill!.Value),
            Instability.Surplus => await EndSurplus(controller),
        };
        if (!isGone)
        {
            return false;
        }

        controller.Order(StimulusKind.Look);
        return found == Instability.Surplus || await IsHandled(controller, ill);
    }

    private Task<bool> End(ProcessIdentity process) => run.IsManaged
        ? Attempts.UntilOneWorks(run, () => EndOnce(process))
        : EndOnce(process);

    private async Task<bool> EndOnce(ProcessIdentity process) =>
        (await run.Services.End(process)).Result == ServiceResult.Done;

    /// <summary>
    /// Whether the ill process is looked after no more: a new one is, or the policy has visibly
    /// decided when or whether there is to be one.
    /// </summary>
    private async Task<bool> IsHandled(WorkerController controller, ProcessIdentity? ill)
    {
        Instant until = Instant.Now(run.Ports.Time) + run.Options.RepairWithin;
        bool isLate = false;
        while (controller.Known is not null && controller.Known == ill && !run.IsEnding)
        {
            if (isLate)
            {
                return false;
            }

            // After a stall the controller gets its turn too, before it is found to be too late.
            isLate = Instant.Now(run.Ports.Time) >= until;
            await Task.Delay(LookAgain, run.Ports.Time);
        }

        return true;
    }
}
