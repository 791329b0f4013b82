using Harness.Reference.Configuration;

namespace Harness.Daemon;

/// <summary>
/// Reads configurations for a daemon that was started with a file: whatever is in force, it is that
/// file that a reload reads.
/// </summary>
internal sealed class FileReader(string file) : IConfigReader
{
    private readonly SupervisorConfigReader _reader = new();

    /// <inheritdoc/>
    public ConfigReading Read(ConfigDocument document)
    {
        ConfigReading reading = _reader.Read(document);
        return reading.Options is { } options
            ? reading with { Options = options with { ConfigFile = file } }
            : reading;
    }
}
