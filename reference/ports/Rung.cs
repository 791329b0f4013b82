namespace Harness.Reference.Ports;

/// <summary>
/// The methods of recovery, the cheapest first: "the best recovery method applicable, from the
/// cached entry removal, to transaction termination, to kid restart" (Squid), with what lies beside
/// and beyond. The order is the meaning: a later one loses more.
/// </summary>
public enum Rung
{
    /// <summary>
    /// One entry of the cache is lost, and fetched anew when it is asked for: "purging (or
    /// otherwise making unavailable) the current cache entry" (Squid).
    /// </summary>
    PurgeEntry,

    /// <summary>One client gets an error: "terminating the current transaction" (Squid).</summary>
    EndTransaction,

    /// <summary>
    /// Every client goes without one service: "disabling the current optional service" (Squid).
    /// </summary>
    DisableService,

    /// <summary>
    /// Every transaction of one worker is lost, and it is back soon: "a restart kills fewer
    /// transactions, invalidates fewer memory-cached objects" (Squid) than what follows.
    /// </summary>
    RestartKid,

    /// <summary>
    /// One worker is away for long: "Squid pauses restarts of a hopeless kid that experiences
    /// frequent failures."
    /// </summary>
    PauseKid,

    /// <summary>
    /// Everything is lost: "or even shutting down the entire instance if necessary" (Squid).
    /// </summary>
    EndInstance,
}
