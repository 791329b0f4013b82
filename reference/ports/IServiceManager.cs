using System.Threading.Channels;

namespace Harness.Reference.Ports;

/// <summary>
/// Keeps units: named things of which at most one process runs at a time. Embedded, it is reference
/// code over <see cref="IProcessHost"/> and does what it is told; external, it also acts by itself:
/// it starts again what has ended, at its own pace, until it gives a unit up.
/// </summary>
public interface IServiceManager
{
    /// <summary>As <see cref="IProcessHost.Hints"/>: a hint, never the truth.</summary>
    ChannelReader<ProcessHint> Hints { get; }

    /// <summary>Makes a unit known, or changes what is known of it.</summary>
    Task<ServiceAnswer> Define(UnitSpec unit);

    /// <summary>
    /// Starts the unit's process; <see cref="ServiceResult.AlreadyRuns"/> if there is one.
    /// </summary>
    Task<ServiceAnswer> Start(string unit);

    /// <summary>
    /// Ends the unit's processes: asks, waits at most the unit's grace, kills, and answers when
    /// they are gone. Ending what does not run is <see cref="ServiceResult.Done"/>.
    /// </summary>
    /// <param name="unit">Which unit.</param>
    /// <param name="force">Kill at once, without asking.</param>
    Task<ServiceAnswer> Stop(string unit, bool force = false);

    /// <summary>
    /// The truth about all units, in order of start; null if the service manager did not say (it is
    /// unreachable, or did not answer in time), which is not the same as an empty list.
    /// </summary>
    Task<IReadOnlyList<ProcessStatus>?> List();

    /// <summary>The truth about one unit, as <see cref="List"/> gives it.</summary>
    Task<IReadOnlyList<ProcessStatus>?> ListUnit(string unit);

    /// <summary>Ends one process of a unit, whoever else runs under its name.</summary>
    Task<ServiceAnswer> End(ProcessIdentity process);

    /// <summary>Forgets an ended process. Twice is once.</summary>
    Task Reap(ProcessIdentity process);
}
