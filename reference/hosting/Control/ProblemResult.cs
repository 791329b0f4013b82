using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Harness.Hosting.Control;

/// <summary>An answer that says what is wrong, as problem details (RFC 9457).</summary>
internal sealed class ProblemResult(ControlProblem problem) : IResult
{
    /// <summary>The media type of problem details.</summary>
    internal const string MediaType = "application/problem+json";

    /// <summary>With that status and sentence.</summary>
    internal static ProblemResult Of(int status, string? detail = null) =>
        new(Problem(status, detail));

    /// <summary>A document that is wrong.</summary>
    /// <param name="problems">What is wrong, each <c>line:column: what</c>.</param>
    /// <param name="merged">The document, if it is not the one that was sent.</param>
    internal static ProblemResult OfDocument(
        IEnumerable<string> problems, string? merged = null) =>
        new(Problem(StatusCodes.Status400BadRequest, "the configuration cannot be made so") with
        {
            Errors = [.. problems.Select(ControlError.Of)],
            Document = merged,
        });

    /// <summary>What is said of a status, if it is all that is known.</summary>
    internal static ControlProblem Problem(int status, string? detail) => new()
    {
        Status = status,
        Title = ReasonPhrases.GetReasonPhrase(status),
        Detail = detail,
    };

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(
            problem, ProblemJson.Default.ControlProblem);
        HttpResponse response = httpContext.Response;
        response.StatusCode = problem.Status;
        response.ContentType = MediaType;
        response.ContentLength = body.Length;
        response.Headers.CacheControl = "no-store";
        await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }
}
