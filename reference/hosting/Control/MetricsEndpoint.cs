using System.Diagnostics;
using Harness.Hosting.Events;
using Harness.Hosting.Processes;
using Harness.Reference.Documents;
using Harness.Reference.Ports;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Harness.Hosting.Control;

/// <summary><c>GET /metrics</c>.</summary>
internal static class MetricsEndpoint
{
    // Who scrapes has no time; without an answer the rest is told.
    private static readonly TimeSpan StatusWithin = TimeSpan.FromSeconds(2);

    internal static async Task<IResult> Get(HttpContext request)
    {
        IServiceProvider services = request.RequestServices;
        var text = new MetricsText();
        Status(text, await StatusOf(request));
        Processes(text, services.GetRequiredService<IProcessFacts>().Now());
        Entries(text, services.GetRequiredService<EventFeed>().Counts());
        Requests(text, Asked.Desk(request));
        Self(text);
        request.Response.Headers.CacheControl = "no-store";
        return TypedResults.Text(text.ToString(), MetricsText.MediaType);
    }

    private static async Task<ControlAnswer?> StatusOf(HttpContext request)
    {
        try
        {
            return await Asked.Status(request, StatusWithin);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private static void Status(MetricsText text, ControlAnswer? answer)
    {
        text.Gauge(
            "supervisor_up", "Whether the supervisor answers.", answer is null ? 0 : 1);
        if (answer is null)
        {
            return;
        }

        text.Gauges(
            "supervisor_workers",
            "Workers by condition.",
            Enum.GetValues<WorkerCondition>().Select(condition => (
                new[] { new Label("condition", Yaml.Of(condition)) },
                (double)answer.Workers.Count(worker => worker.Condition == condition))));
        if (answer.ErrorCounter is { } counter)
        {
            text.Gauge("supervisor_error_counter", "The counter of the error budget.", counter);
        }

        text.Gauges(
            "supervisor_config_in_force",
            "1, with the tag of the configuration in force.",
            [([new Label("tag", answer.ConfigTag)], 1)]);
    }

    private static void Processes(MetricsText text, IReadOnlyList<ProcessFacts> facts)
    {
        text.Gauges(
            "supervisor_processes",
            "Living processes by role.",
            Enum.GetValues<UnitRole>().Select(role => (
                new[] { new Label("role", Yaml.Of(role)) },
                (double)facts.Count(one => one.Role == role))));
        text.Gauge(
            "supervisor_workers_ready",
            "Processes of workers that have said that they are ready.",
            facts.Count(one =>
                one.Role == UnitRole.Worker && one.State == ProcessState.Ready));
    }

    private static void Entries(MetricsText text, IReadOnlyDictionary<LogCode, long> counts)
    {
        text.Counter(
            "supervisor_worker_starts_total",
            "Processes of workers that were started.",
            counts.GetValueOrDefault(LogCode.WorkerStarted));
        text.Counter(
            "supervisor_worker_exits_total",
            "Processes of workers that ended.",
            counts.GetValueOrDefault(LogCode.WorkerExited));
        text.Counters(
            "supervisor_log_entries_total",
            "Entries of the supervisor's log by code.",
            Enum.GetValues<LogCode>().Select(code => (
                new[] { new Label("code", Yaml.Of(code)) },
                (double)counts.GetValueOrDefault(code))));
    }

    private static void Requests(MetricsText text, ControlDesk desk)
    {
        text.Gauge(
            "supervisor_requests_waiting",
            "Requests and signals that wait for their answers.",
            desk.Waiting);
        IReadOnlyDictionary<(ControlVerb Verb, ControlResult Result), long> answered =
            desk.Answered();
        text.Counters(
            "supervisor_requests_total",
            "Requests and signals that were answered, by verb and result.",
            from verb in Enum.GetValues<ControlVerb>()
            from result in Enum.GetValues<ControlResult>()
            let count = answered.GetValueOrDefault((verb, result))
            where count > 0
            select (
                new[] { new Label("verb", Yaml.Of(verb)), new Label("result", Yaml.Of(result)) },
                (double)count));
    }

    // Named as Prometheus' own client libraries name them.
    private static void Self(MetricsText text)
    {
        text.Gauge(
            "process_resident_memory_bytes",
            "Resident memory of the supervisor's own process in bytes.",
            Environment.WorkingSet);
        text.Counter(
            "process_cpu_seconds_total",
            "CPU time of the supervisor's own process in seconds.",
            Environment.CpuUsage.TotalTime.TotalSeconds);
        using var self = Process.GetCurrentProcess();
        text.Gauge(
            "process_start_time_seconds",
            "When the supervisor's own process was started, in seconds since 1970.",
            new DateTimeOffset(self.StartTime.ToUniversalTime()).ToUnixTimeMilliseconds() / 1000.0);
    }
}
