using System.Text.Json;
using Harness.Hosting.Processes;
using Harness.Reference.Documents;
using Harness.Reference.Ports;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Harness.Hosting.Control;

/// <summary><c>GET /v1/status</c>.</summary>
internal static class StatusEndpoint
{
    internal static async Task<IResult> Get(HttpContext request)
    {
        if (await Asked.Status(request, Asked.StatusWithin) is not { } answer)
        {
            return Asked.Refused();
        }

        IReadOnlyList<ProcessFacts> facts =
            request.RequestServices.GetRequiredService<IProcessFacts>().Now();
        request.Response.Headers.CacheControl = "no-store";
        return TypedResults.Bytes(
            JsonSerializer.SerializeToUtf8Bytes(
                Of(answer, facts), ControlJson.Default.SupervisorStatus),
            "application/json");
    }

    /// <summary>What the supervisor says, and what is known of its processes.</summary>
    internal static SupervisorStatus Of(ControlAnswer answer, IReadOnlyList<ProcessFacts> facts)
    {
        HashSet<string> workers =
            new(answer.Workers.Select(worker => worker.Worker), StringComparer.Ordinal);
        return new SupervisorStatus
        {
            Config = answer.ConfigTag,
            LastChange = answer.LastChange is { } last ? Yaml.Of(last) : null,
            ErrorCounter = answer.ErrorCounter,
            Workers = [.. answer.Workers.Select(worker => WorkerOf(worker, facts.LastOrDefault(
                one => one.Unit == worker.Worker && one.Role == UnitRole.Worker)))],
            Besides =
            [
                .. facts.Where(one => one.Role != UnitRole.Worker || !workers.Contains(one.Unit))
                    .Select(BesideOf),
            ],
        };
    }

    private static WorkerStatus WorkerOf(WorkerReport worker, ProcessFacts? process) => new(
        worker.Worker,
        Yaml.Of(worker.Condition),
        process?.Pid,
        process?.StartedAt,
        process is null ? null : process.State == ProcessState.Ready,
        process?.StatusText,
        process?.IsAdopted);

    private static BesideStatus BesideOf(ProcessFacts process) => new(
        process.Unit,
        Yaml.Of(process.Role),
        process.Pid,
        process.StartedAt,
        process.State == ProcessState.Ready,
        process.StatusText,
        process.IsAdopted);
}
