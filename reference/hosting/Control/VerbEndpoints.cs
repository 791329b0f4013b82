using Harness.Reference.Ports;
using Microsoft.AspNetCore.Http;

namespace Harness.Hosting.Control;

/// <summary>The requests that say nothing but what is to be done.</summary>
internal static class VerbEndpoints
{
    /// <summary>
    /// <c>POST /v1/reload</c>: the configuration file is read again and made so.
    /// </summary>
    internal static async Task<IResult> Reload(HttpContext request) =>
        Asked.Result(request, await Ask(request, ControlVerb.Reload));

    /// <summary><c>POST /v1/reset</c>: all failures are forgotten.</summary>
    internal static async Task<IResult> Reset(HttpContext request) =>
        Asked.Result(request, await Ask(request, ControlVerb.Reset));

    /// <summary><c>POST /v1/stop</c>: the end begins; a second one forces it.</summary>
    internal static async Task<IResult> Stop(HttpContext request) =>
        (await Ask(request, ControlVerb.Stop)).Result == ControlResult.Accepted
            ? TypedResults.StatusCode(StatusCodes.Status202Accepted)
            : Asked.Refused();

    private static Task<ControlAnswer> Ask(HttpContext request, ControlVerb verb) =>
        Asked.Desk(request).Ask(verb).WaitAsync(request.RequestAborted);
}
