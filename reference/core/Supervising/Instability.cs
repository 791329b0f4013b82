using Harness.Reference.Options;
using Harness.Reference.Ports;

namespace Harness.Reference.Supervising;

/// <summary>What the watchdog can find wrong, with a worker's slot or ahead of it.</summary>
public enum Instability
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>
    /// Its process is gone and nobody has acted on that: the hint was lost or is late.
    /// </summary>
    Missing,

    /// <summary>Its process lives but gives no sign of life.</summary>
    Silent,

    /// <summary>More than one process runs under its name.</summary>
    Surplus,

    /// <summary>An external service manager has given it up.</summary>
    GivenUp,

    /// <summary>An external service manager did not answer.</summary>
    Unreachable,

    /// <summary>The state could not be put on record now.</summary>
    Unwritable,

    /// <summary>The configuration file cannot be read.</summary>
    ConfigUnreadable,
}

/// <summary>
/// What the supervisor believes of a slot, for the watchdog to compare with the truth.
/// </summary>
/// <param name="Worker">Which slot.</param>
/// <param name="Known">The process that is looked after; null while there is to be none.</param>
/// <param name="MissedSince">Since when that process has been off the list altogether.</param>
public readonly record struct SlotView(
    WorkerOptions Worker, Ports.ProcessIdentity? Known, Instant? MissedSince);
