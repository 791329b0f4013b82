using Harness.Reference.Options;
using Harness.Reference.Ports;

namespace Harness.Reference.Configuration;

/// <summary>
/// Reads configurations for a supervisor that was started with a file: no configuration says of
/// itself which file it is from, and whatever is in force, it is that file that a reload reads.
/// </summary>
internal sealed class OneFileReader(IConfigReader reader, string file) : IConfigReader
{
    /// <inheritdoc/>
    public ConfigReading Read(ConfigDocument document)
    {
        ConfigReading reading = reader.Read(document);
        return reading.Options is { } options
            ? reading with { Options = options with { ConfigFile = file } }
            : reading;
    }
}
