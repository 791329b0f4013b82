using System.Globalization;
using System.Text;
using Harness.Bench.Throughput;
using Harness.Reports;

namespace Harness.Bench.Supervise;

/// <summary>The figures for people.</summary>
internal static class SuperviseTable
{
    private const string Nothing = "-";

    internal static string Of(SuperviseResult result)
    {
        (SuperviseSize size, MachineFacts machine) = (result.Size, result.Machine);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture,
            $"{machine.Runtime}, {machine.Kernel}, {machine.Processors} processors, ");
        text.Append(CultureInfo.InvariantCulture,
            $"load {machine.LoadBefore} before and {machine.LoadAfter} after\n");
        text.Append(CultureInfo.InvariantCulture,
            $"{size.Workers} workers each. A busy machine moves all figures: compare ratios.\n");
        IEnumerable<CandidateFigures> measured =
            result.Figures.Where(one => one.Candidate.Absent is null);
        Part(text, $"kill -9 to new process running, ms, {size.Kills} kills each",
            ["p50", "p99", "min", "max", "first", "p50 x bare"],
            measured.Where(one => one.Kill is not null), Kill);
        Part(text, $"cold start, ms, median and least..most of {size.ColdStarts}",
            ["first runs", "all run", "all ready", "all run x bare"], measured, Cold);
        Part(text, $"supervisors at rest, CPU over {size.Idle.TotalSeconds:0.#} s",
            ["processes", "threads", "RSS KiB", "PSS KiB", "CPU %", "CPU ms", "switches/s"],
            measured.Where(one => one.Memory is not null), Rest);
        text.Append('\n');
        foreach (Candidate one in result.Figures.Select(figures => figures.Candidate))
        {
            text.Append(CultureInfo.InvariantCulture,
                $"{one.Name}: {(one.Absent is { } absent ? OneLine.Of(absent) : one.What)}\n");
        }

        foreach (SuperviseAim aim in SuperviseAim.Of(result))
        {
            text.Append(CultureInfo.InvariantCulture, $"aim: {aim}\n");
        }

        return text.ToString();
    }

    private static void Part(
        StringBuilder text, string title, string[] headings,
        IEnumerable<CandidateFigures> rows, Func<CandidateFigures, string[]> cells)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n{title}\n");
        text.Append(TableText.Of(
            [new Column(""), .. headings.Select(heading => new Column(heading, IsNumber: true))],
            [.. rows.Select(row => (string[])[row.Candidate.Name, .. cells(row)])]));
    }

    private static string[] Kill(CandidateFigures one) =>
    [
        Number(one.Kill!.Median), Number(one.Kill.P99), Number(one.Kill.Least),
        Number(one.Kill.Most), Number(one.Kill.First), Number(one.KillRatio!.Value.Median),
    ];

    private static string[] Cold(CandidateFigures one) =>
    [
        Range(one.FirstRuns), Range(one.AllRun), Range(one.AllReady),
        one.AllRunRatio is { } ratio ? Number(ratio.Median) : Nothing,
    ];

    private static string[] Rest(CandidateFigures one) =>
    [
        Whole(one.Memory!.Processes), Whole(one.Memory.Threads), Whole(one.Memory.RssKiB),
        one.Memory.PssKiB is { } pss ? Whole(pss) : Nothing,
        one.Idle!.CpuPercent.ToString("0.000", CultureInfo.InvariantCulture),
        Number(one.Idle.CpuMilliseconds), Number(one.Idle.SwitchesPerSecond),
    ];

    private static string Range(Spread? spread) => spread is { } some
        ? $"{Whole(some.Median)} ({Whole(some.Least)}..{Whole(some.Most)})"
        : Nothing;

    private static string Number(double value) =>
        value.ToString("#,0.00", CultureInfo.InvariantCulture);

    private static string Whole(double value) =>
        value.ToString("#,0", CultureInfo.InvariantCulture);
}
