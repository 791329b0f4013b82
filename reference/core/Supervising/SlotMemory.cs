using Harness.Reference.Ports;

namespace Harness.Reference.Supervising;

/// <summary>
/// What the watchdog remembers of a slot from one look to the next. It is the watchdog's own: a
/// controller believes nothing of what the watchdog has seen.
/// </summary>
internal sealed class SlotMemory
{
    private ProcessIdentity? _missed;
    private Instant _missedSince;
    private Instant? _downSince;

    /// <summary>Since when a known process has been off the list; null: it is on it.</summary>
    internal Instant? MissedSince(
        ProcessIdentity? known, IReadOnlyList<ProcessStatus> ofUnit, Instant now)
    {
        if (known is not { } process || Fates.Find(process, ofUnit) is not null)
        {
            _missed = null;
            return null;
        }

        if (_missed != process)
        {
            (_missed, _missedSince) = (process, now);
        }

        return _missedSince;
    }

    /// <summary>Nothing of it lives: since when.</summary>
    internal Instant DownSince(Instant now) => _downSince ??= now;

    /// <summary>Something of it lives, or it is away on purpose.</summary>
    internal void Up() => _downSince = null;
}
