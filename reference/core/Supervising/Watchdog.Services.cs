using Harness.Reference.Ports;

namespace Harness.Reference.Supervising;

/// <content>
/// Over an external service manager, which restarts by itself, and for workers that the service can
/// do without.
/// </content>
internal sealed partial class Watchdog
{
    /// <summary>
    /// What is wrong with a worker that an external service manager restarts; null: its process
    /// lives and is looked after, so that it is judged as any other.
    /// </summary>
    private Instability? JudgeManaged(
        WorkerController controller, SlotMemory memory, IReadOnlyList<ProcessStatus> ofUnit,
        Instant now)
    {
        if (controller.State.IsBeingReplaced)
        {
            memory.Up();
            return Instability.None; // it is away on purpose
        }

        ProcessStatus? living = ofUnit.FirstOrDefault(status => status.IsAlive);
        if (living is not null)
        {
            memory.Up();
            if (living.Identity == controller.Known)
            {
                return null;
            }

            // The manager has started it and the notice was lost: adopting it is no repair.
            controller.Order(StimulusKind.Look);
            return Instability.None;
        }

        Instant downSince = memory.DownSince(now);
        controller.Order(StimulusKind.Look);
        return controller.State.IsDisabled
            ? Instability.None
            : SlotJudge.OfManaged(ofUnit, downSince, now,
                run.Options.NoticeWithin + run.Options.ManagerNeeds);
    }

    /// <summary>
    /// Tells the manager to start it, which also makes it forget that it has given it up. Whether
    /// it worked is on the list: the answer may be lost.
    /// </summary>
    private Task<bool> StartUnit(
        WorkerController controller) => Attempts.UntilOneWorks(run, async () =>
    {
        if (!run.Instance.MayStart || run.IsEnding)
        {
            return false;
        }

        await run.Services.Start(controller.Name);
        controller.Order(StimulusKind.Look);
        return await run.Services.ListUnit(controller.Name) is { } now
            && now.Any(status => status.IsAlive);
    });

    /// <summary>
    /// One attempt to repair it costs no budget; if that fails, or its manager has given it up, it
    /// is disabled and the service goes on without it. Never fatal.
    /// </summary>
    private async Task<bool> TreatOptional(
        WorkerController controller, Instability found, ProcessIdentity? ill)
    {
        run.Log(LogCode.ErrorReported, controller.Name,
            (long)ErrorOrigin.Watchdog, (long)KindOf(found));
        if (found == Instability.GivenUp || !await Repair(controller, found, ill))
        {
            if (run.IsEnding)
            {
                return false;
            }

            controller.Note(new WorkerStimulus(StimulusKind.Disabled) { Because = found });
            await run.Services.Stop(controller.Name, force: true);
        }

        return true;
    }
}
