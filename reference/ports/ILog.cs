namespace Harness.Reference.Ports;

/// <summary>The system's own log. Entries are facts; text is made where they are shown.</summary>
public interface ILog
{
    /// <summary>Writes an entry; it does not wait and does not fail.</summary>
    void Write(in LogEntry entry);
}
