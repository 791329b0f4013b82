using System.Globalization;
using System.Text;

namespace Harness.Daemon;

/// <summary>Keeps text that somebody else made on its line, and out of the terminal.</summary>
internal static class OneLine
{
    /// <summary>The text with everything that cannot be seen written out.</summary>
    internal static string Of(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            line.Append(Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control
                or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                ? FormattableString.Invariant($"\\u{rune.Value:x4}")
                : rune.ToString());
        }

        return line.ToString();
    }
}
