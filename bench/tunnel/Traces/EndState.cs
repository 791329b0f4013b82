namespace Harness.Tunnel.Traces;

/// <summary>Where a worker is at the end of a trace.</summary>
public enum EndState
{
    /// <summary>It is up.</summary>
    Running,

    /// <summary>It is down, and a start is due.</summary>
    Retrying,

    /// <summary>A long pause after too many failures.</summary>
    Paused,

    /// <summary>Given up, because of the failures or of a budget.</summary>
    Failed,

    /// <summary>Done: by a clean exit, by a stop, or because its exit is listed as final.</summary>
    Stopped,

    /// <summary>The supervisor ended, or took everything down.</summary>
    SupervisorExited,
}
