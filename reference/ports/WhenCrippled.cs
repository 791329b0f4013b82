namespace Harness.Reference.Ports;

/// <summary>What is done with a service that has lost workers for good or for long.</summary>
public enum WhenCrippled
{
    /// <summary>It is kept running with fewer workers.</summary>
    Keep,

    /// <summary>
    /// It is stopped: "some admins may prefer to shut the entire crippled Squid service down
    /// instead of keep it running with fewer workers or diskers" (Squid).
    /// </summary>
    Stop,
}
