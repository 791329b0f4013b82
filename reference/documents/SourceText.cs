using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Harness.Reference.Documents;

/// <summary>
/// A file as text: decoded, with one kind of line end, and nothing in it that hides.
/// </summary>
public static class SourceText
{
    /// <summary>The text; null if the file is too large or is not text at all.</summary>
    public static string? Read(DocumentKind kind, ReadOnlySpan<byte> file, ProblemList problems)
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(problems);
        if (file.Length > kind.MostBytes)
        {
            problems.Add(
                Place.Start,
                FormattableString.Invariant($"the file is larger than {kind.MostBytes / 1024} KiB:")
                + $" expected a {kind.Noun}");
            return null;
        }

        int valid = ValidBytes(file);
        if (valid < file.Length)
        {
            problems.Add(EndOf(WithoutMark(Encoding.UTF8.GetString(file[..valid]))), "not UTF-8");
            return null;
        }

        string text = Normalised(WithoutMark(Encoding.UTF8.GetString(file)));
        Check(text, problems);
        return OneKindOfLineEnd(text);
    }

    /// <summary>
    /// The first 8 hex digits of the SHA-256, with CRLF as LF: a checkout with other line ends is
    /// the same document.
    /// </summary>
    public static string Hash(ReadOnlySpan<byte> file)
    {
        var bytes = new List<byte>(file.Length);
        for (int at = 0; at < file.Length; at++)
        {
            if (file[at] != '\r' || at + 1 == file.Length || file[at + 1] != '\n')
            {
                bytes.Add(file[at]);
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData([.. bytes]))[..8];
    }

    /// <summary>Whether a character may stand in a value: it can be seen, or is a space.</summary>
    public static bool IsAllowed(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control
            or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.Format)
        && rune != Rune.ReplacementChar;

    /// <summary>Whether a tab stands before the first character of a line.</summary>
    public static bool IsIndentedByTab(string line)
    {
        int indent = line.AsSpan().IndexOfAnyExcept(' ', '\t');
        return indent > 0 && line.AsSpan(0, indent).Contains('\t');
    }

    private static int ValidBytes(ReadOnlySpan<byte> file)
    {
        int at = 0;
        while (Rune.DecodeFromUtf8(file[at..], out _, out int length) == OperationStatus.Done)
        {
            at += length;
        }

        return at;
    }

    /// <summary>
    /// Without the other characters that YAML ends a line at; they were refused. Places behind them
    /// would be on lines that no editor shows.
    /// </summary>
    private static string OneKindOfLineEnd(string text) => text
        .Replace('\r', ' ')
        .Replace('\u0085', ' ')
        .Replace('\u2028', ' ')
        .Replace('\u2029', ' ');

    private static string WithoutMark(string text) => text.StartsWith('\uFEFF') ? text[1..] : text;

    private static string Normalised(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal);

    private static void Check(string text, ProblemList problems)
    {
        string[] lines = text.Split('\n');
        for (int line = 0; line < lines.Length; line++)
        {
            if (IsIndentedByTab(lines[line]))
            {
                int tab = lines[line].IndexOf('\t', StringComparison.Ordinal);
                problems.Add(new Place(line + 1, tab + 1), "a tab: indent with spaces");
            }

            int column = 1;
            foreach (Rune rune in lines[line].EnumerateRunes())
            {
                if (rune.Value != '\t' && !IsAllowed(rune))
                {
                    problems.Add(
                        new Place(line + 1, column),
                        FormattableString.Invariant(
                            $"character U+{rune.Value:X4} cannot be shown: leave it out"));
                }

                column += rune.Utf16SequenceLength;
            }
        }
    }

    private static Place EndOf(string text)
    {
        string before = Normalised(text);
        int start = before.LastIndexOf('\n') + 1;
        return new Place(before.Count(unit => unit == '\n') + 1, before.Length - start + 1);
    }
}
