using Harness.Reference.Ports;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Harness.Hosting.Control;

/// <summary>Asks the supervisor for a request, and says what its answer is in HTTP.</summary>
internal static class Asked
{
    /// <summary>
    /// A status comes at once, also from a supervisor that starts or ends: later it is of no use.
    /// </summary>
    internal static readonly TimeSpan StatusWithin = TimeSpan.FromSeconds(10);

    internal const string RefusedDetail =
        "the supervisor does not do this now: it ends, or too many ask already";

    /// <summary>The desk that is asked.</summary>
    internal static ControlDesk Desk(HttpContext request) =>
        request.RequestServices.GetRequiredService<ControlDesk>();

    /// <summary>How the supervisor is; null if it refuses to tell.</summary>
    /// <exception cref="TimeoutException">It does not answer in time.</exception>
    internal static async Task<ControlAnswer?> Status(HttpContext request, TimeSpan within)
    {
        ControlAnswer answer = await Desk(request).Ask(ControlVerb.Status)
            .WaitAsync(within, request.RequestAborted);
        return answer.Result == ControlResult.Accepted ? answer : null;
    }

    /// <summary>That it was refused.</summary>
    internal static ProblemResult Refused() =>
        ProblemResult.Of(StatusCodes.Status503ServiceUnavailable, RefusedDetail);

    /// <summary>What an answer to a change is in HTTP.</summary>
    /// <param name="merged">The document that was asked for, if it is not the one sent.</param>
    internal static IResult Result(HttpContext request, ControlAnswer answer, string? merged = null)
    {
        switch (answer.Result)
        {
            case ControlResult.Accepted:
                if (answer.ConfigTag.Length > 0)
                {
                    request.Response.Headers.ETag = Preconditions.Quoted(answer.ConfigTag);
                }

                return TypedResults.NoContent();
            case ControlResult.Refused:
                return Refused();
            case ControlResult.Invalid:
                return ProblemResult.OfDocument(answer.Problems, merged);
            case ControlResult.Mismatch:
                return Mismatch(answer.ConfigTag);
            case ControlResult.RolledBack:
                return ProblemResult.Of(
                    StatusCodes.Status409Conflict,
                    "it was tried and failed: the last good configuration"
                    + $" {Preconditions.Quoted(answer.ConfigTag)} is in force");
            default:
                throw new InvalidOperationException($"unknown result {answer.Result}");
        }
    }

    /// <summary>That another configuration is in force.</summary>
    internal static ProblemResult Mismatch(string tag) => ProblemResult.Of(
        StatusCodes.Status412PreconditionFailed,
        tag.Length == 0
            ? "the configuration in force was given in code, and has no tag"
            : $"the configuration in force is {Preconditions.Quoted(tag)}");
}
