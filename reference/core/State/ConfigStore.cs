using System.Text.Json;
using Harness.Reference.Ports;

namespace Harness.Reference.State;

/// <summary>The configuration in force, and where it came from.</summary>
/// <param name="Document">What is in force.</param>
/// <param name="FileTag">
/// The tag of the configuration file when this was stored: if the file has another one at the next
/// start, somebody has edited it, and it counts.
/// </param>
public sealed record StoredConfig(ConfigDocument Document, string FileTag);

/// <summary>What came of reading the store.</summary>
/// <param name="Config">What is stored; null if nothing is.</param>
/// <param name="IsDamaged">A file is there and does not hold a configuration.</param>
/// <param name="Error">The file could not be read.</param>
public readonly record struct ConfigAnswer(StoredConfig? Config, bool IsDamaged, FileError Error);

/// <summary>
/// Keeps the configuration in force in one file, so that a crash leaves the old one or the new one.
/// </summary>
public sealed class ConfigStore
{
    /// <summary>The name of the file in the state directory.</summary>
    public const string FileName = "config.json";

    private const int SchemaVersion = 1;

    private readonly DurableFile _file;

    /// <summary>In that directory of those files.</summary>
    public ConfigStore(IFiles files, string directory) =>
        _file = new DurableFile(files, directory, FileName);

    /// <summary>Reads what is stored; a missing file is nothing and no error.</summary>
    public async Task<ConfigAnswer> Load()
    {
        FileAnswer answer = await _file.Read();
        return answer.Error switch
        {
            FileError.None => Parse(answer.Contents) is { } config
                ? new ConfigAnswer(config, false, FileError.None)
                : new ConfigAnswer(null, true, FileError.None),
            FileError.Missing => new ConfigAnswer(null, false, FileError.None),
            FileError.NoSpace or FileError.ReadOnly or FileError.Device or FileError.Locked
                or FileError.Denied =>
                new ConfigAnswer(null, false, answer.Error),
        };
    }

    /// <summary>Moves a damaged file out of the way, where a person can look at it.</summary>
    public Task<FileError> SetAside() => _file.SetAside();

    /// <summary>Makes a configuration durable.</summary>
    public Task<FileError> Save(StoredConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return _file.Write(Format(config));
    }

    /// <summary>What a file of the store says; null if it is damaged.</summary>
    public static StoredConfig? Parse(ReadOnlyMemory<byte> contents)
    {
        try
        {
            using var json = JsonDocument.Parse(contents);
            JsonElement root = json.RootElement;
            return root.ValueKind == JsonValueKind.Object
                && root.TryGetProperty("schemaVersion", out JsonElement schema)
                && schema.TryGetInt32(out int version) && version == SchemaVersion
                && root.TryGetProperty("tag", out JsonElement tag)
                && root.TryGetProperty("fileTag", out JsonElement fileTag)
                && root.TryGetProperty("document", out JsonElement document)
                && new ConfigDocument(document.GetString()!) is var read
                && read.Tag == tag.GetString() && fileTag.GetString() is { } from
                    ? new StoredConfig(read, from)
                    : null;
        }
        catch (Exception wrong) when (
            wrong is JsonException or InvalidOperationException or ArgumentNullException)
        {
            return null; // not JSON, or a value of another kind: damaged
        }
    }

    private static byte[] Format(StoredConfig config)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", SchemaVersion);
            json.WriteString("tag", config.Document.Tag);
            json.WriteString("fileTag", config.FileTag);
            json.WriteString("document", config.Document.Text);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
