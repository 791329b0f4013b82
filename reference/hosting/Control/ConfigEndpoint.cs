using System.Text.Unicode;
using Harness.Reference.Configuration;
using Harness.Reference.Ports;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Harness.Hosting.Control;

/// <summary><c>/v1/config</c>: the configuration in force.</summary>
internal static class ConfigEndpoint
{
    internal const string Yaml = "application/yaml";
    internal const string MergePatchType = "application/merge-patch+json";
    private const string AnyTags = "expected entity tags, such as \"0123456789abcdef\", or *";

    // A list of tags is matched here, and the supervisor has the last word on one of them: between
    // the two somebody may have made another one of the list so.
    private const int MostTries = 3;

    private static readonly string[] _yamlTypes =
        [Yaml, "application/x-yaml", "text/yaml", "text/x-yaml", "text/plain"];

    /// <summary>Gives the document.</summary>
    internal static async Task<IResult> Get(HttpContext request)
    {
        if (Preconditions.Of(request.Request.Headers) is not { } conditions)
        {
            return ProblemResult.Of(StatusCodes.Status400BadRequest, AnyTags);
        }

        if (await Asked.Status(request, Asked.StatusWithin) is not { } answer)
        {
            return Asked.Refused();
        }

        if (answer.Document is not { Text.Length: > 0 } document)
        {
            return ProblemResult.Of(
                StatusCodes.Status404NotFound,
                "the options were given in code: there is no document");
        }

        if (!conditions.IsMatch(document.Tag))
        {
            return Asked.Mismatch(document.Tag);
        }

        request.Response.Headers.ETag = Preconditions.Quoted(document.Tag);
        request.Response.Headers.CacheControl = "no-cache";
        return conditions.IsNamed(document.Tag)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Text(document.Text, Yaml);
    }

    /// <summary>Makes a document so.</summary>
    internal static async Task<IResult> Put(HttpContext request)
    {
        if (Preconditions.Of(request.Request.Headers) is not { } conditions)
        {
            return ProblemResult.Of(StatusCodes.Status400BadRequest, AnyTags);
        }

        if (request.Request.ContentType is { } type && !IsOneOf(type, _yamlTypes))
        {
            return Unsupported(request, Yaml, $"expected {Yaml}, in UTF-8");
        }

        byte[] body = await Body(request);
        if (!Utf8.IsValid(body))
        {
            return ProblemResult.OfDocument(
                SupervisorConfigReader.Check("", body).Select(problem => problem.InFile));
        }

        var document = ConfigDocument.Of(body);
        return await Change(request, conditions, _ => new Patched(document, null), null);
    }

    /// <summary>Makes a patch of the document so.</summary>
    internal static async Task<IResult> Patch(HttpContext request)
    {
        if (Preconditions.Of(request.Request.Headers) is not { } conditions)
        {
            return ProblemResult.Of(StatusCodes.Status400BadRequest, AnyTags);
        }

        if (request.Request.ContentType is not { } type || !IsOneOf(type, [MergePatchType]))
        {
            request.Response.Headers["Accept-Patch"] = MergePatchType;
            return Unsupported(request, null, $"expected {MergePatchType}");
        }

        byte[] body = await Body(request);
        return await Change(request, conditions, @base => ConfigPatch.Apply(@base, body), body);
    }

    /// <summary>
    /// Asks for a change. If it depends on what is in force it is made of that, or not at all.
    /// </summary>
    private static async Task<IResult> Change(
        HttpContext request,
        Preconditions conditions,
        Func<ConfigDocument, Patched> make,
        byte[]? patch)
    {
        if (patch is null && conditions.IsEmpty)
        {
            return Asked.Result(
                request, await Ask(request, make(ConfigDocument.None).Document!, null));
        }

        for (int tries = 1; ; tries++)
        {
            if (await Asked.Status(request, Asked.StatusWithin) is not { } status)
            {
                return Asked.Refused();
            }

            ConfigDocument inForce = status.Document ?? ConfigDocument.None;
            if (!conditions.IsMatch(inForce.Tag) || conditions.IsNamed(inForce.Tag))
            {
                return Asked.Mismatch(inForce.Tag);
            }

            Patched made = make(inForce);
            if (made.Document is not { } document)
            {
                return new ProblemResult(ProblemResult.Problem(
                    StatusCodes.Status400BadRequest, "the patch cannot be made") with
                {
                    Errors = [made.Problem!],
                });
            }

            ControlAnswer answer = await Ask(request, document, inForce.Tag);
            if (answer.Result != ControlResult.Mismatch || tries == MostTries)
            {
                return Asked.Result(request, answer, patch is null ? null : document.Text);
            }
        }
    }

    private static Task<ControlAnswer> Ask(
        HttpContext request, ConfigDocument document, string? ifMatch) =>
        Asked.Desk(request).Ask(ControlVerb.Change, document, ifMatch)
            .WaitAsync(request.RequestAborted);

    private static bool IsOneOf(string type, IReadOnlyList<string> types) =>
        MediaTypeHeaderValue.TryParse(type, out MediaTypeHeaderValue? read)
        && types.Contains(read.MediaType.Value, StringComparer.OrdinalIgnoreCase)
        && (!read.Charset.HasValue
            || read.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            || read.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase));

    private static ProblemResult Unsupported(HttpContext request, string? accept, string detail)
    {
        if (accept is not null)
        {
            request.Response.Headers.Accept = accept;
        }

        return ProblemResult.Of(StatusCodes.Status415UnsupportedMediaType, detail);
    }

    // Another server than ours may let more through.
    private static async Task<byte[]> Body(HttpContext request)
    {
        using var body = new MemoryStream();
        byte[] part = new byte[4096];
        int read;
        while ((read = await request.Request.Body.ReadAsync(part, request.RequestAborted)) > 0)
        {
            body.Write(part, 0, read);
            if (body.Length > ControlLimits.MostBodyBytes)
            {
                throw new BadHttpRequestException(
                    "the body is larger than 64 KiB", StatusCodes.Status413PayloadTooLarge);
            }
        }

        return body.ToArray();
    }
}
