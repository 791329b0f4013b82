using System.Text.Json;
using Harness.Reference.Ports;

namespace Harness.Reference.State;

/// <summary>What outlives the supervisor, and the boot whose clock its instant is of.</summary>
public sealed record SupervisorState(BootId Boot, ErrorBudget Budget);

/// <summary>What came of reading the state.</summary>
/// <param name="State">The state; null if there is none.</param>
/// <param name="IsDamaged">A file is there and does not hold a state.</param>
/// <param name="Error">The file could not be read.</param>
public readonly record struct StateAnswer(SupervisorState? State, bool IsDamaged, FileError Error);

/// <summary>
/// Keeps the state in one file, so that a crash leaves the old state or the new one.
/// </summary>
/// <param name="files">The files of the machine.</param>
/// <param name="directory">Where the state is kept.</param>
public sealed class StateStore(IFiles files, string directory)
{
    private const int SchemaVersion = 1;

    private const string Name = "state.json";

    private readonly DurableFile _file = new(files, directory, Name);

    /// <summary>The file that holds the state, in that directory.</summary>
    public static string PathIn(string directory) => $"{directory}/{Name}";

    /// <summary>The file whose lock keeps a second supervisor out.</summary>
    public static string LockIn(string directory) => $"{directory}/lock";

    /// <summary>Takes the lock that keeps a second supervisor out.</summary>
    public Task<FileError> Lock() => files.Lock(LockIn(directory));

    /// <summary>Reads the state; a missing file is no state and no error.</summary>
    public async Task<StateAnswer> Load()
    {
        FileAnswer answer = await _file.Read();
        return answer.Error switch
        {
            FileError.None => Parse(answer.Contents) is { } state
                ? new StateAnswer(state, false, FileError.None)
                : new StateAnswer(null, true, FileError.None),
            FileError.Missing => new StateAnswer(null, false, FileError.None),
            FileError.NoSpace or FileError.ReadOnly or FileError.Device or FileError.Locked
                or FileError.Denied =>
                new StateAnswer(null, false, answer.Error),
        };
    }

    /// <summary>Moves a damaged file out of the way, where a person can look at it.</summary>
    public Task<FileError> SetAside() => _file.SetAside();

    /// <summary>Makes the state durable.</summary>
    public Task<FileError> Save(SupervisorState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return _file.Write(Format(state));
    }

    private static byte[] Format(SupervisorState state)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", SchemaVersion);
            json.WriteString("boot", state.Boot.Text);
            json.WriteNumber("errorCounter", state.Budget.Counter);
            json.WriteNumber("nextDecreaseTicks", state.Budget.NextDecrease.Ticks);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static SupervisorState? Parse(ReadOnlyMemory<byte> contents)
    {
        try
        {
            using var json = JsonDocument.Parse(contents);
            JsonElement root = json.RootElement;
            return root.ValueKind == JsonValueKind.Object
                && root.TryGetProperty("schemaVersion", out JsonElement schema)
                && schema.TryGetInt32(out int version) && version == SchemaVersion
                && root.TryGetProperty("boot", out JsonElement boot)
                && boot.ValueKind == JsonValueKind.String
                && root.TryGetProperty("errorCounter", out JsonElement counter)
                && counter.TryGetInt32(out int errors) && errors >= 0
                && root.TryGetProperty("nextDecreaseTicks", out JsonElement next)
                && next.TryGetInt64(out long ticks) && ticks >= 0
                    ? new SupervisorState(
                        new BootId(boot.GetString()!), new ErrorBudget(errors, new Instant(ticks)))
                    : null;
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            return null; // not JSON, or a value of another kind: damaged
        }
    }
}
