namespace Harness.Reference.Ports;

/// <summary>
/// Where a fatal message goes. Only the top-level workflow writes here, after pending requests were
/// answered, and nothing else is done because of the error before the write was answered.
/// </summary>
public interface IFatalLog
{
    /// <summary>Answers when the message is durable.</summary>
    Task Write(SupervisorError error);
}
