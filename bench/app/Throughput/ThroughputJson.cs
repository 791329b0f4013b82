using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Harness.Bench.Throughput;

/// <summary>The figures for programs: seven numbers, and the rest under <c>more</c>.</summary>
internal static class ThroughputJson
{
    internal static string Of(ThroughputResult result)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            Median(json, result, Workloads.Yardstick);
            Median(json, result, Workloads.Decisions);
            Median(json, result, Workloads.TracedDecisions);
            json.WriteNumber("bytesPerDecision", Bytes(result, Workloads.Decisions));
            Median(json, result, Workloads.ShortSimulations);
            Median(json, result, Workloads.TimeCompression);
            Median(json, result, Workloads.SupervisorTimeCompression);
            More(json, result);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void More(Utf8JsonWriter json, ThroughputResult result)
    {
        json.WriteStartObject("more");
        json.WriteNumber("tracedBytesPerDecision", Bytes(result, Workloads.TracedDecisions));
        json.WriteNumber("yardstickBytesPerDecision", Bytes(result, Workloads.Yardstick));
        Median(json, result, Workloads.SupervisorRuns);
        json.WriteNumber("rounds", result.Rounds);
        json.WriteString("runtime", RuntimeInformation.FrameworkDescription);
        json.WriteNumber("processors", Environment.ProcessorCount);
        json.WriteStartObject("spreads");
        foreach (Figure figure in result.Figures)
        {
            json.WriteStartObject(figure.Name);
            Write(json, "perSecond", figure.PerSecond);
            Write(json, "ratioToYardstick", figure.Ratio);
            Write(json, "bytesEach", figure.BytesEach);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        Aims(json, result);
        json.WriteEndObject();
    }

    private static void Aims(Utf8JsonWriter json, ThroughputResult result)
    {
        json.WriteStartArray("aims");
        foreach (Aim aim in Aim.Of(result))
        {
            json.WriteStartObject();
            json.WriteString("what", aim.What);
            json.WriteNumber("least", aim.Least);
            json.WriteNumber("measured", aim.Measured);
            json.WriteBoolean("isMet", aim.IsMet);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Median(Utf8JsonWriter json, ThroughputResult result, string name) =>
        json.WriteNumber(name, Math.Round(result[name].PerSecond.Median, 1));

    private static double Bytes(ThroughputResult result, string name) =>
        Math.Round(result[name].BytesEach.Median, 1);

    private static void Write(Utf8JsonWriter json, string name, Spread spread)
    {
        json.WriteStartObject(name);
        json.WriteNumber("median", spread.Median);
        json.WriteNumber("min", spread.Least);
        json.WriteNumber("max", spread.Most);
        json.WriteEndObject();
    }
}
