using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Harness.Hosting.Control;

/// <summary>Problem details for the errors that no endpoint answers.</summary>
public static class ProblemPages
{
    /// <summary>
    /// Has what comes behind it answer with problem details where it would answer with an error and
    /// nothing else: no such path (404), no such method there (405), and mistakes of ours (500).
    /// </summary>
    public static IApplicationBuilder UseSupervisorProblems(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        return app.Use(next => request => Answer(next, request));
    }

    private static async Task Answer(RequestDelegate next, HttpContext request)
    {
        HttpResponse response = request.Response;
        try
        {
            await next(request);
        }
        catch (Exception wrong) when (!response.HasStarted)
        {
            response.Clear();
            response.StatusCode = StatusOf(wrong, request);
        }

        if (response is { HasStarted: false, StatusCode: >= 400, ContentLength: null }
            && string.IsNullOrEmpty(response.ContentType)
            && !request.RequestAborted.IsCancellationRequested)
        {
            await ProblemResult.Of(response.StatusCode, DetailOf(request))
                .ExecuteAsync(request);
        }
    }

    // What is the client's fault says so itself. Of the rest only the log is told.
    private static int StatusOf(Exception wrong, HttpContext request)
    {
        if (wrong is BadHttpRequestException bad)
        {
            return bad.StatusCode;
        }

        if (!request.RequestAborted.IsCancellationRequested)
        {
            request.RequestServices.GetService<ILoggerFactory>()?
                .CreateLogger(typeof(ProblemPages))
                .LogError(wrong, "a request failed by a mistake of ours");
        }

        return StatusCodes.Status500InternalServerError;
    }

    private static string? DetailOf(HttpContext request) => request.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => "there is nothing at this path",
        StatusCodes.Status405MethodNotAllowed =>
            $"this path allows {request.Response.Headers.Allow}",
        _ => null,
    };
}
