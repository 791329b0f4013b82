using System.Globalization;
using System.Text;

namespace Harness.Reports;

/// <summary>
/// Keeps text that somebody else made on its line, and out of the terminal's controls.
/// </summary>
internal static class OneLine
{
    /// <summary>
    /// The text with every control character, and every half of a pair, written out.
    /// </summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var line = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            char unit = text[i];
            if (i + 1 < text.Length && char.IsSurrogatePair(unit, text[i + 1]))
            {
                line.Append(unit).Append(text[++i]);
            }
            else if (unit == '\n')
            {
                line.Append("\\n");
            }
            else if (char.IsControl(unit) || char.IsSurrogate(unit) || unit is '\u2028' or '\u2029')
            {
                line.Append("\\u").Append(((int)unit).ToString("x4", CultureInfo.InvariantCulture));
            }
            else
            {
                line.Append(unit);
            }
        }

        return line.ToString();
    }
}
