namespace Harness.Reference.Ports;

/// <summary>What the death of a worker costs.</summary>
public enum OnWorkerDeath
{
    /// <summary>A restart of that worker ("usually better than the instance death").</summary>
    Restart,

    /// <summary>
    /// The instance: "Administrators of unusual environments that prefer an instance death to kid
    /// restarts" (Squid).
    /// </summary>
    End,
}
