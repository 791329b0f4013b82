namespace Harness.Reference.Ports;

/// <summary>How a signal is called (signal(7)), without SIG.</summary>
public static class SignalName
{
    /// <summary>A signal by its usual name: KILL.</summary>
    public static string Of(Signal signal) => signal.ToString().ToUpperInvariant();
}
