namespace Harness.Reference.Ports;

/// <summary>Where an error came from.</summary>
public enum ErrorOrigin
{
    /// <summary>A worker.</summary>
    Worker,

    /// <summary>The service manager or the process host.</summary>
    Services,

    /// <summary>The state on disk.</summary>
    State,

    /// <summary>The configuration or a request.</summary>
    Request,

    /// <summary>The watchdog's look at the system.</summary>
    Watchdog,
}
