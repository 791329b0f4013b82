namespace Harness.Reference.Ports;

/// <summary>What is not as it must be.</summary>
public enum IntegrityKind
{
    /// <summary>An entry of the cache does not hold what it must.</summary>
    CorruptEntry,

    /// <summary>The state of one transaction contradicts itself.</summary>
    CorruptTransaction,

    /// <summary>Whether a client may have what it asks for could not be found out.</summary>
    AccessControlFault,

    /// <summary>A helper service of the worker does not work.</summary>
    ServiceFault,

    /// <summary>The state of the worker itself contradicts itself.</summary>
    WorkerFault,

    /// <summary>The worker fails again and again, however often it is started anew.</summary>
    HopelessWorker,

    /// <summary>What all workers share contradicts itself.</summary>
    SharedFault,
}

/// <summary>
/// What a worker cannot do by itself and asks its supervisor for. It stands on the list of
/// processes for as long as that life does.
/// </summary>
/// <param name="Asks">
/// What is needed, <see cref="Rung.RestartKid"/> or dearer; what is cheaper the worker does itself.
/// </param>
/// <param name="Kind">Because of what.</param>
/// <param name="Subject">As in <see cref="IntegrityProblem"/>.</param>
public sealed record IntegrityReport(Rung Asks, IntegrityKind Kind, string Subject);
