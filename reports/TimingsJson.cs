using System.Text.Json;

namespace Harness.Reports;

/// <summary>How long it all took: the part of a report that is never the same twice.</summary>
/// <param name="Jobs">Worker processes at a time.</param>
/// <param name="Runs">Runs reported.</param>
/// <param name="WallMs">From the first run handed out to the last result.</param>
/// <param name="Scenarios">Each scenario's own runs, added up.</param>
internal sealed record Timings(
    int Jobs, int Runs, long WallMs, IReadOnlyList<ScenarioTiming> Scenarios)
{
    /// <summary>Runs per second, in whole ones.</summary>
    public long RunsPerSecond => WallMs == 0 ? Runs : Runs * 1000L / WallMs;
}

/// <summary>The time that the runs of a scenario took in their workers.</summary>
internal sealed record ScenarioTiming(string Name, int Runs, long WallMs);

/// <summary>Writes timings.json.</summary>
internal static class TimingsJson
{
    /// <summary>Writes the document.</summary>
    public static void Write(Stream stream, Timings timings)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(timings);
        using var json = new Utf8JsonWriter(stream, ResultsJson.Options);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", ResultsJson.SchemaVersion);
        json.WriteNumber("jobs", timings.Jobs);
        json.WriteNumber("runs", timings.Runs);
        json.WriteNumber("wallMs", timings.WallMs);
        json.WriteNumber("runsPerSecond", timings.RunsPerSecond);
        json.WriteStartArray("scenarios");
        foreach (ScenarioTiming scenario in timings.Scenarios)
        {
            json.WriteStartObject();
            json.WriteString("name", OneLine.Of(scenario.Name));
            json.WriteNumber("runs", scenario.Runs);
            json.WriteNumber("wallMs", scenario.WallMs);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }
}
