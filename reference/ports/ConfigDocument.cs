using System.Security.Cryptography;
using System.Text;

namespace Harness.Reference.Ports;

/// <summary>
/// A configuration as it was written, whatever its syntax. Two documents with the same text are the
/// same.
/// </summary>
/// <param name="Text">What was written.</param>
public sealed record ConfigDocument(string Text)
{
    private const int TagLetters = 16;

    /// <summary>No document: the options were given in code.</summary>
    public static readonly ConfigDocument None = new("");

    /// <summary>
    /// Names the text, as an entity tag names a representation (RFC 9110, 8.8.3): equal for equal
    /// texts, and for no others that will ever be met. No document has no tag.
    /// </summary>
    public string Tag => Text.Length == 0 ? "" : TagOf(Text);

    /// <summary>The document that a file holds.</summary>
    public static ConfigDocument Of(ReadOnlyMemory<byte> contents) =>
        new(Encoding.UTF8.GetString(contents.Span));

    /// <summary>The first 16 hex digits of the SHA-256 of a text.</summary>
    internal static string TagOf(string text) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..TagLetters];
}
