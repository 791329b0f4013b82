using System.Text.Encodings.Web;
using System.Text.Json;
using Harness.Sim.Running;

namespace Harness.Reports;

/// <summary>
/// Writes results.json, one scenario after the other: what is written does not stay in memory. It
/// holds nothing that differs between two runs of the same seeds; times are in timings.json.
/// </summary>
internal sealed class ResultsJson : IDisposable
{
    /// <summary>Changes whenever a reader has to.</summary>
    public const int SchemaVersion = 1;

    /// <summary>Indented, with line feeds on every machine, and text as it is.</summary>
    internal static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private const int FlushAt = 64 * 1024;
    private readonly Utf8JsonWriter _json;
    private readonly Stream _stream;

    /// <summary>Begins the document.</summary>
    public ResultsJson(Stream stream, string harnessVersion)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _stream = stream;
        _json = new Utf8JsonWriter(stream, Options);
        _json.WriteStartObject();
        _json.WriteNumber("schemaVersion", SchemaVersion);
        _json.WriteString("harnessVersion", OneLine.Of(harnessVersion));
        _json.WriteStartArray("scenarios");
    }

    /// <summary>Writes a scenario.</summary>
    public void Add(ScenarioResult scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        _json.WriteStartObject();
        _json.WriteString("name", OneLine.Of(scenario.Name));
        _json.WriteStartArray("claims");
        foreach (ClaimResult claim in scenario.Claims)
        {
            _json.WriteStartObject();
            _json.WriteString("name", OneLine.Of(claim.Name));
            _json.WriteString("verdict", VerdictWords.Of(claim.Verdict));
            _json.WriteNumber("reached", claim.Reached);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        _json.WriteString("verdict", VerdictWords.Of(scenario.Verdict));
        _json.WriteStartArray("seeds");
        foreach (SeedResult seed in scenario.Seeds)
        {
            Add(seed);
        }

        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.Flush();
    }

    /// <summary>Ends the document.</summary>
    public void End()
    {
        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.Flush();
        _stream.WriteByte((byte)'\n');
    }

    /// <inheritdoc/>
    public void Dispose() => _json.Dispose();

    private void Add(SeedResult seed)
    {
        _json.WriteStartObject();
        _json.WriteString("seed", seed.Seed);
        _json.WriteString("verdict", VerdictWords.Of(seed.Verdict));
        _json.WriteString("digest", seed.Digest);
        _json.WriteNumber("steps", seed.Steps);
        _json.WriteNumber("virtualMs", seed.VirtualMs);
        _json.WriteString("token", OneLine.Of(seed.Token));
        _json.WriteEndObject();
        if (_json.BytesPending > FlushAt)
        {
            _json.Flush();
        }
    }
}
