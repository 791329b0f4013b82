using System.Text.Json;
using System.Text.Json.Serialization;
using Harness.Reference.Ports;

namespace Harness.Hosting.Processes;

/// <summary>
/// What is written down of a running process, for the next supervisor. It need not survive the
/// machine, which the process does not survive either, so it is never synced.
/// </summary>
/// <param name="Life">Names this life; the process has it in its environment.</param>
/// <param name="Unit">The unit whose name it carries.</param>
/// <param name="Role">What it is there for.</param>
/// <param name="Tag">The tag that it was started with.</param>
/// <param name="Pid">Its pid.</param>
/// <param name="StartTicks">Its start as /proc shows it: the pid with this is no other's.</param>
/// <param name="StartedAt">Its start on the monotonic clock, in ticks of 100 ns.</param>
/// <param name="Boot">The boot that both are of.</param>
/// <param name="Readiness">How it lets it be known that it is ready.</param>
internal sealed record ProcessRecord(
    string Life, string Unit, UnitRole Role, string Tag, int Pid, long StartTicks, long StartedAt,
    string Boot, Readiness Readiness)
{
    /// <summary>Whether it has been ready.</summary>
    public bool IsReady { get; init; }

    /// <summary>Whether it has ever said WATCHDOG=1, and so has to go on.</summary>
    public bool Beats { get; init; }
}

/// <summary>The shape of a record on disk.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(ProcessRecord))]
internal sealed partial class RecordShape : JsonSerializerContext;

/// <summary>The records of the running processes: a file each.</summary>
/// <param name="folder">Where they are.</param>
/// <param name="note">Told of what could not be written.</param>
internal sealed class ProcessRecords(string folder, Action<string> note)
{
    private const string Ending = ".json";

    /// <summary>
    /// Writes one. If it cannot be, the process is still found by its environment and its output.
    /// </summary>
    internal void Write(ProcessRecord record)
    {
        try
        {
            // A supervisor that is killed in here leaves the old one or the new one.
            string path = PathOf(record.Life);
            File.WriteAllBytes(
                path + ".new",
                JsonSerializer.SerializeToUtf8Bytes(record, RecordShape.Default.ProcessRecord));
            File.Move(path + ".new", path, overwrite: true);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            note($"{record.Unit}: its record cannot be written: {wrong.Message}");
        }
    }

    internal void Delete(string life)
    {
        try
        {
            File.Delete(PathOf(life));
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            note($"a record cannot be deleted: {wrong.Message}"); // it names a life that is over
        }
    }

    /// <summary>All that can be read; what cannot be is deleted, for it names no life.</summary>
    internal IReadOnlyList<ProcessRecord> Load()
    {
        var found = new List<ProcessRecord>();
        foreach (string unfinished in Directory.EnumerateFiles(folder, "*.new"))
        {
            File.Delete(unfinished);
        }

        foreach (string path in Directory.EnumerateFiles(folder, "*" + Ending))
        {
            if (Read(path) is { } record && PathOf(record.Life) == path)
            {
                found.Add(record);
            }
            else
            {
                note($"{path} holds no record, and is deleted");
                Delete(Path.GetFileNameWithoutExtension(path));
            }
        }

        return found;
    }

    private static ProcessRecord? Read(string path)
    {
        try
        {
            ProcessRecord? record = JsonSerializer.Deserialize(
                File.ReadAllBytes(path), RecordShape.Default.ProcessRecord);

            // A record without its texts is none: JSON does not mind their absence.
            return record is { Life: not null, Unit: not null, Tag: not null, Boot: not null,
                Readiness.Target: not null } ? record : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or IOException
            or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private string PathOf(string life) => Path.Combine(folder, life + Ending);
}
