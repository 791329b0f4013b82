using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Harness.Hosting.Control;

/// <summary>
/// The control plane of a supervisor, as endpoints of any ASP.NET Core application.
/// </summary>
public static class SupervisorEndpoints
{
    private static readonly string[] _read = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>
    /// Maps <c>/v1/status</c>, <c>/v1/config</c>, <c>/v1/reload</c>, <c>/v1/reset</c>,
    /// <c>/v1/stop</c>, <c>/v1/events</c> and <c>/metrics</c>. They ask who may ask nothing: what
    /// they are reachable by must. Services needed: <see cref="ControlDesk"/>,
    /// <see cref="Events.EventFeed"/> and <see cref="Processes.IProcessFacts"/>.
    /// </summary>
    public static IEndpointConventionBuilder MapSupervisor(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        RouteGroupBuilder all = endpoints.MapGroup("");
        all.MapMethods("/v1/status", _read, Answered(StatusEndpoint.Get));
        all.MapMethods("/v1/config", _read, Answered(ConfigEndpoint.Get));
        all.MapMethods("/v1/config", [HttpMethods.Put], Answered(ConfigEndpoint.Put));
        all.MapMethods("/v1/config", [HttpMethods.Patch], Answered(ConfigEndpoint.Patch));
        all.MapMethods("/v1/reload", [HttpMethods.Post], Answered(VerbEndpoints.Reload));
        all.MapMethods("/v1/reset", [HttpMethods.Post], Answered(VerbEndpoints.Reset));
        all.MapMethods("/v1/stop", [HttpMethods.Post], Answered(VerbEndpoints.Stop));
        all.MapMethods("/v1/events", [HttpMethods.Get], Answered(new EventStream().Get));
        all.MapMethods("/metrics", _read, Answered(MetricsEndpoint.Get));
        return all;
    }

    private static RequestDelegate Answered(Func<HttpContext, Task<IResult>> endpoint) =>
        async request =>
        {
            try
            {
                await (await Result(endpoint, request)).ExecuteAsync(request);
            }
            catch (OperationCanceledException)
                when (request.RequestAborted.IsCancellationRequested)
            {
                // Who asked has gone away. What was asked stays as it is.
            }
        };

    private static async Task<IResult> Result(
        Func<HttpContext, Task<IResult>> endpoint, HttpContext request)
    {
        try
        {
            return await endpoint(request);
        }
        catch (BadHttpRequestException bad)
        {
            return ProblemResult.Of(bad.StatusCode, bad.Message);
        }
        catch (TimeoutException)
        {
            return ProblemResult.Of(
                StatusCodes.Status503ServiceUnavailable, "the supervisor does not answer in time");
        }
    }
}
