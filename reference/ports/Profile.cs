namespace Harness.Reference.Ports;

/// <summary>
/// Which of the two documents is followed where they differ; ARCHITECTURE.md says how the default
/// reconciles them.
/// </summary>
public enum Profile
{
    /// <summary>Both, reconciled.</summary>
    Default,

    /// <summary>Knot Resolver's manager: whatever the watchdog finds is on the budget.</summary>
    Knot,

    /// <summary>Squid: a hopeless kid is paused, and the rest goes on.</summary>
    Squid,
}
