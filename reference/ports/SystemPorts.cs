namespace Harness.Reference.Ports;

/// <summary>
/// The only ways into and out of a system under test. Whatever stands behind them, a simulated
/// machine or a real one, completes tasks and writes to channels, and calls nothing back.
/// </summary>
public sealed record SystemPorts
{
    /// <summary>
    /// Durations come from its monotonic timestamp only; its wall time is for people.
    /// </summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Starts activities.</summary>
    public required ISpawner Actors { get; init; }

    /// <summary>The processes of this machine.</summary>
    public required IProcessHost Processes { get; init; }

    /// <summary>
    /// A service manager that acts by itself; null if the system under test has to look after the
    /// processes directly, with its embedded one.
    /// </summary>
    public IServiceManager? Services { get; init; }

    /// <summary>
    /// The cache that the workers share, for what dead ones have left in it; null if there is none.
    /// </summary>
    public ISharedCache? Cache { get; init; }

    /// <summary>The files of this machine.</summary>
    public required IFiles Files { get; init; }

    /// <summary>Requests and signals in, answers out.</summary>
    public required IControlPlane Control { get; init; }

    /// <summary>
    /// Where a fatal message goes, durably, before anything else happens because of it.
    /// </summary>
    public required IFatalLog Fatal { get; init; }

    /// <summary>The system's own log.</summary>
    public required ILog Log { get; init; }

    /// <summary>The boot that the monotonic clock counts from.</summary>
    public required BootId Boot { get; init; }
}
