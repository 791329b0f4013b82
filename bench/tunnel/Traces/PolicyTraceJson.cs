using System.Globalization;
using System.Text;
using System.Text.Json;
using Harness.Reference.Documents;
using Harness.Reference.Ports;

namespace Harness.Tunnel.Traces;

/// <summary>Traces as text: JSON for programs, lines for people.</summary>
public static class PolicyTraceJson
{
    private static readonly JsonWriterOptions Style = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>An array of what came of each spec.</summary>
    public static string Of(IReadOnlyList<TraceOutcome> outcomes, bool isReplay)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Style))
        {
            json.WriteStartArray();
            foreach (TraceOutcome outcome in outcomes)
            {
                Write(json, outcome, isReplay);
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter json, TraceOutcome outcome, bool isReplay)
    {
        json.WriteStartObject();
        json.WriteString("id", outcome.Id);
        Times(json, "starts_s", outcome.Starts);
        if (isReplay)
        {
            Times(json, "predicted_starts_s", outcome.Predicted);
        }

        json.WriteStartObject("terminal");
        json.WriteString("state", Yaml.Of(outcome.State));
        if (outcome.At is { } at)
        {
            json.WriteNumber("at_s", Seconds(at));
        }
        else
        {
            json.WriteNull("at_s");
        }

        json.WriteString("native", outcome.Native);
        json.WriteEndObject();
        json.WriteStartArray("decisions");
        foreach (TracedDecision decision in outcome.Decisions)
        {
            json.WriteStartObject();
            json.WriteNumber("at_s", Seconds(decision.At));
            json.WriteString("decision", Yaml.Of(decision.Decision.Verb));
            json.WriteString("because", Yaml.Of(decision.Decision.Because));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Times(Utf8JsonWriter json, string name, IReadOnlyList<Instant> times)
    {
        json.WriteStartArray(name);
        foreach (Instant time in times)
        {
            json.WriteNumberValue(Seconds(time));
        }

        json.WriteEndArray();
    }

    /// <summary>Seconds, exact to 100 ns.</summary>
    internal static decimal Seconds(Instant at) =>
        decimal.Parse(
            ((decimal)at.Ticks / TimeSpan.TicksPerSecond)
                .ToString("0.0######", CultureInfo.InvariantCulture),
            CultureInfo.InvariantCulture);
}
