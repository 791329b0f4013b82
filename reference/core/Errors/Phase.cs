namespace Harness.Reference.Errors;

/// <summary>
/// Where in its life the supervisor is. (Config change is a phase of a later version.)
/// </summary>
public enum Phase
{
    /// <summary>From the beginning until all workers are looked after.</summary>
    Starting,

    /// <summary>From then until the end begins.</summary>
    Running,

    /// <summary>While what a person asked for is being done.</summary>
    Changing,

    /// <summary>From the beginning of the end.</summary>
    Stopping,
}
