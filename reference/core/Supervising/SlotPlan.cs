using Harness.Reference.Ports;

namespace Harness.Reference.Supervising;

/// <summary>Which process of a slot is kept, and which are too many.</summary>
internal sealed record SlotPlan(ProcessStatus? Keep, IReadOnlyList<ProcessStatus> Surplus)
{
    /// <summary>
    /// The longest-standing living one that is ready stays, or else the longest-standing living
    /// one. What runs is adopted, whoever started it.
    /// </summary>
    internal static SlotPlan Of(IReadOnlyList<ProcessStatus> ofUnit)
    {
        List<ProcessStatus> living = [.. ofUnit.Where(status => status.IsAlive)];
        ProcessStatus? keep = living.Find(status => status.State == ProcessState.Ready)
            ?? (living.Count > 0 ? living[0] : null);
        return new SlotPlan(keep, [.. living.Where(status => !ReferenceEquals(status, keep))]);
    }
}
