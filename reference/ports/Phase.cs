namespace Harness.Reference.Ports;

/// <summary>Where in its life the supervisor is.</summary>
public enum Phase
{
    /// <summary>From the beginning until all workers are looked after.</summary>
    Starting,

    /// <summary>From then until the end begins.</summary>
    Running,

    /// <summary>While the configuration is being changed.</summary>
    Changing,

    /// <summary>From the beginning of the end.</summary>
    Stopping,
}
