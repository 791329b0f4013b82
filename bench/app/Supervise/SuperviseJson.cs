using System.Text;
using System.Text.Json;
using Harness.Bench.Throughput;

namespace Harness.Bench.Supervise;

/// <summary>
/// The figures for programs: those of our own supervisor, and everything else under <c>more</c>.
/// What was not measured is null.
/// </summary>
internal static class SuperviseJson
{
    internal static string Of(SuperviseResult result)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            CandidateFigures ours = result[Candidates.Ours];
            json.WriteStartObject();
            Number(json, "killToRunningP50Ms", ours.Kill?.Median);
            Number(json, "killToRunningP99Ms", ours.Kill?.P99);
            Number(json, "rssKiB", ours.Memory?.RssKiB);
            Number(json, "idleCpuPercent", ours.Idle?.CpuPercent);
            Number(json, "coldStartToReadyMs", ours.AllReady?.Median);
            More(json, result);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void More(Utf8JsonWriter json, SuperviseResult result)
    {
        json.WriteStartObject("more");
        json.WriteNumber("kills", result.Size.Kills);
        json.WriteNumber("workers", result.Size.Workers);
        json.WriteNumber("coldStarts", result.Size.ColdStarts);
        json.WriteNumber("idleSeconds", result.Size.Idle.TotalSeconds);
        json.WriteString("runtime", result.Machine.Runtime);
        json.WriteString("kernel", result.Machine.Kernel);
        json.WriteNumber("processors", result.Machine.Processors);
        json.WriteString("loadBefore", result.Machine.LoadBefore);
        json.WriteString("loadAfter", result.Machine.LoadAfter);
        json.WriteStartObject("candidates");
        foreach (CandidateFigures figures in result.Figures)
        {
            json.WriteStartObject(figures.Candidate.Name);
            Write(json, figures);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        Aims(json, result);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, CandidateFigures figures)
    {
        json.WriteString("what", figures.Candidate.What);
        json.WriteString("absent", figures.Candidate.Absent);
        if (figures.Kill is { } kill)
        {
            json.WriteStartObject("killToRunningMs");
            json.WriteNumber("p50", kill.Median);
            json.WriteNumber("p99", kill.P99);
            json.WriteNumber("min", kill.Least);
            json.WriteNumber("max", kill.Most);
            json.WriteNumber("first", kill.First);
            json.WriteNumber("count", kill.Count);
            json.WriteEndObject();
        }

        Write(json, "killRatioToBare", figures.KillRatio);
        Write(json, "coldStartToFirstRunningMs", figures.FirstRuns);
        Write(json, "coldStartToAllRunningMs", figures.AllRun);
        Write(json, "coldStartToAllReadyMs", figures.AllReady);
        Write(json, "coldStartRatioToBare", figures.AllRunRatio);
        if (figures is { Memory: { } use, Idle: { } idle })
        {
            json.WriteNumber("processes", use.Processes);
            json.WriteNumber("threads", use.Threads);
            json.WriteNumber("rssKiB", use.RssKiB);
            Number(json, "pssKiB", use.PssKiB);
            json.WriteNumber("idleCpuPercent", idle.CpuPercent);
            json.WriteNumber("idleCpuMs", idle.CpuMilliseconds);
            json.WriteNumber("idleSwitchesPerSecond", idle.SwitchesPerSecond);
        }
    }

    private static void Aims(Utf8JsonWriter json, SuperviseResult result)
    {
        json.WriteStartArray("aims");
        foreach (SuperviseAim aim in SuperviseAim.Of(result))
        {
            json.WriteStartObject();
            json.WriteString("what", aim.What);
            json.WriteNumber("below", aim.Below);
            json.WriteString("unit", aim.Unit);
            json.WriteNumber("measured", aim.Measured);
            json.WriteBoolean("isMet", aim.IsMet);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, Math.Round(number, 3));
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void Write(Utf8JsonWriter json, string name, Spread? spread)
    {
        if (spread is { } some)
        {
            json.WriteStartObject(name);
            json.WriteNumber("median", some.Median);
            json.WriteNumber("min", some.Least);
            json.WriteNumber("max", some.Most);
            json.WriteEndObject();
        }
    }
}
