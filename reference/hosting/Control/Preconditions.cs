using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Harness.Hosting.Control;

/// <summary>The conditions of a request (RFC 9110, 13.1).</summary>
internal sealed class Preconditions
{
    private readonly IList<EntityTagHeaderValue>? _match;
    private readonly IList<EntityTagHeaderValue>? _noneMatch;

    private Preconditions(
        IList<EntityTagHeaderValue>? match, IList<EntityTagHeaderValue>? noneMatch) =>
        (_match, _noneMatch) = (match, noneMatch);

    /// <summary>Whether there are none.</summary>
    internal bool IsEmpty => _match is null && _noneMatch is null;

    /// <summary>Reads them; null if one is no list of entity tags.</summary>
    internal static Preconditions? Of(IHeaderDictionary headers) =>
        TryRead(headers.IfMatch, out IList<EntityTagHeaderValue>? match)
            && TryRead(headers.IfNoneMatch, out IList<EntityTagHeaderValue>? noneMatch)
            ? new Preconditions(match, noneMatch)
            : null;

    /// <summary>Whether a document is one that If-Match asks for: weak tags never match.</summary>
    /// <param name="tag">The tag of the document in force; empty if there is none.</param>
    internal bool IsMatch(string tag) => _match is null || (tag.Length > 0 && _match.Any(one =>
        IsAny(one) || (!one.IsWeak && IsOf(one, tag))));

    /// <summary>
    /// Whether a document is one that If-None-Match names: weak or not makes no difference.
    /// </summary>
    internal bool IsNamed(string tag) => _noneMatch is not null && tag.Length > 0
        && _noneMatch.Any(one => IsAny(one) || IsOf(one, tag));

    /// <summary>An entity tag as a header has it.</summary>
    internal static string Quoted(string tag) => $"\"{tag}\"";

    private static bool IsAny(EntityTagHeaderValue one) => one.Tag == "*";

    private static bool IsOf(EntityTagHeaderValue one, string tag) => one.Tag == Quoted(tag);

    private static bool TryRead(StringValues header, out IList<EntityTagHeaderValue>? tags)
    {
        tags = null;
        return StringValues.IsNullOrEmpty(header)
            ? header.Count == 0
            : EntityTagHeaderValue.TryParseStrictList([.. header!], out tags);
    }
}
