using Harness.Reference.Ports;

namespace Harness.Reference.Supervising;

/// <summary>What is wrong with a slot, given the truth about it.</summary>
internal static class SlotJudge
{
    /// <summary>What is wrong with a slot whose restarts are the supervisor's own.</summary>
    /// <param name="slot">What is believed of it.</param>
    /// <param name="ofUnit">The truth about it.</param>
    /// <param name="now">When the truth was asked for.</param>
    /// <param name="noticeWithin">How old an end may be that nobody has acted on.</param>
    internal static Instability Of(
        SlotView slot, IReadOnlyList<ProcessStatus> ofUnit, Instant now, TimeSpan noticeWithin)
    {
        if (ofUnit.Count > 1 && ofUnit.Count(status => status.IsAlive) > 1)
        {
            return Instability.Surplus;
        }

        if (slot.Known is not { } known)
        {
            return Instability.None; // its policy has it in hand
        }

        ProcessStatus? status = Fates.Find(known, ofUnit);
        if (status is null || !status.IsAlive)
        {
            Instant? since = status?.ExitedAt ?? slot.MissedSince;
            return since is { } gone && now - gone > noticeWithin
                ? Instability.Missing
                : Instability.None;
        }

        TimeSpan patience = status.BeatWithin > slot.Worker.SilentAfter
            ? status.BeatWithin
            : slot.Worker.SilentAfter;
        return status.State == ProcessState.Ready && now - status.LastSign > patience
            ? Instability.Silent
            : Instability.None;
    }

    /// <summary>
    /// What is wrong with a worker whose restarts are an external service manager's.
    /// </summary>
    /// <param name="ofUnit">The truth about it.</param>
    /// <param name="downSince">Since when no process of it has been seen; null: one lives.</param>
    /// <param name="now">When the truth was asked for.</param>
    /// <param name="patience">How long the manager may take; one tick more is too long.</param>
    internal static Instability OfManaged(
        IReadOnlyList<ProcessStatus> ofUnit, Instant? downSince, Instant now, TimeSpan patience) =>
        downSince is not { } since ? Instability.None
        : ofUnit.Any(status => status.IsGivenUp) ? Instability.GivenUp
        : now - since > patience ? Instability.Missing
        : Instability.None;
}
