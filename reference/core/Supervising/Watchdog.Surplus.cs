using Harness.Reference.Ports;

namespace Harness.Reference.Supervising;

/// <content>Processes that are too many, and ended ones that are nobody's.</content>
internal sealed partial class Watchdog
{
    private async Task<bool> EndSurplus(WorkerController controller)
    {
        if (await run.Services.ListUnit(controller.Name) is not { } ofUnit)
        {
            return false;
        }

        ProcessStatus? keep = ofUnit.FirstOrDefault(
            status => status.IsAlive && status.Identity == controller.Known)
            ?? SlotPlan.Of(ofUnit).Keep;
        foreach (ProcessStatus status in ofUnit)
        {
            if (status.IsAlive && status.Identity != keep?.Identity)
            {
                run.Log(LogCode.SurplusEnded, controller.Name, status.Identity.Pid);
                if (!await End(status.Identity))
                {
                    return false;
                }
            }
        }

        return true;
    }

    // A second process of a slot that was ended is nobody's: its controller never knew it. One that
    // has only just ended may be one whose start its controller has not heard of yet; and what runs
    // beside the workers for a change is collected by the change, unless that was cut off.
    private async Task CollectLeftovers(Instant askedAt)
    {
        foreach ((ProcessStatus status, WorkerController? controller) in _slots.Ended.ToArray())
        {
            TimeSpan patience = controller is null
                ? run.Options.RepairWithin
                : run.Options.NoticeWithin;
            if (status.Identity != controller?.Known && askedAt - status.ExitedAt > patience)
            {
                await run.Units.Collect(status.Identity);
            }
        }
    }
}
