namespace Harness.Sim.Faults;

/// <summary>What can be wrong with the external service manager for a while.</summary>
public enum ServiceTrouble
{
    /// <summary>
    /// Whoever asks is refused at once; it goes on looking after its units.
    /// </summary>
    Unreachable,

    /// <summary>
    /// It does nothing and answers nobody. What was asked meanwhile is done afterwards.
    /// </summary>
    Hang,

    /// <summary>It tells nobody that something has happened to a unit.</summary>
    DropWatch,

    /// <summary>
    /// Its process is gone, and comes back: what it was asked is forgotten, its units run on.
    /// </summary>
    Crash,
}
