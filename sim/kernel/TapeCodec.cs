using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Harness.Sim.Kernel;

/// <summary>
/// A tape as text: the line <c>tape v1</c>, then one line per choice,
/// <c>KIND ACTOR ORDINAL VALUE</c>, with KIND one of S F L V, ACTOR in 16 hex digits and the
/// numbers in decimal; VALUE is left out for S. The text of a tape is unique: what decodes, encodes
/// to the same text again.
/// </summary>
public static class TapeCodec
{
    /// <summary>The first line of every tape.</summary>
    public const string Header = "tape v1";

    private const string Letters = "?SFLV";

    /// <summary>The text of <paramref name="tape"/>.</summary>
    public static string Encode(Tape tape)
    {
        var text = new StringBuilder(Header).Append('\n');
        foreach (Choice choice in tape.Choices)
        {
            text.Append(Letters[(int)choice.Id.Kind])
                .Append(' ').Append(choice.Id.Actor.ToString("x16", Invariant))
                .Append(' ').Append(choice.Id.Ordinal.ToString(Invariant));
            if (choice.Id.Kind != ChoiceKind.Schedule)
            {
                text.Append(' ').Append(choice.Value.ToString(Invariant));
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>
    /// Reads a tape; on failure every bad line is listed, with what was expected.
    /// </summary>
    public static bool TryDecode(
        string text, [NotNullWhen(true)] out Tape? tape, out IReadOnlyList<string> problems)
    {
        var found = new List<string>();
        var choices = new List<Choice>();
        string[] lines = text.Split('\n');
        if (lines[0] != Header)
        {
            found.Add($"line 1: expected '{Header}'");
        }

        if (lines[^1].Length != 0)
        {
            found.Add($"line {lines.Length}: expected a line end after the last choice");
        }

        for (int i = 1; i < lines.Length - 1; i++)
        {
            if (ReadChoice(lines[i]) is { } choice)
            {
                choices.Add(choice);
            }
            else
            {
                found.Add($"line {i + 1}: expected KIND ACTOR ORDINAL [VALUE], such as"
                    + " 'L 00c0ffee00c0ffee 7 1500'");
            }
        }

        problems = found;
        tape = found.Count == 0 ? new Tape(choices) : null;
        return tape is not null;
    }

    private static IFormatProvider Invariant => System.Globalization.CultureInfo.InvariantCulture;

    private static Choice? ReadChoice(string line)
    {
        string[] parts = line.Split(' ');
        int kind = parts[0].Length == 1
            ? Letters.IndexOf(parts[0][0], StringComparison.Ordinal)
            : 0;
        if (kind <= 0 || parts.Length != (kind == (int)ChoiceKind.Schedule ? 3 : 4))
        {
            return null;
        }

        const System.Globalization.NumberStyles hex =
            System.Globalization.NumberStyles.AllowHexSpecifier;
        const System.Globalization.NumberStyles digits =
            System.Globalization.NumberStyles.AllowLeadingSign;
        long value = 0;
        bool read = ulong.TryParse(parts[1], hex, Invariant, out ulong actor)
            & uint.TryParse(
                parts[2], System.Globalization.NumberStyles.None, Invariant, out uint ordinal)
            & (parts.Length == 3 || long.TryParse(parts[3], digits, Invariant, out value));
        var choice = new Choice(new ChoiceId((ChoiceKind)kind, actor, ordinal), value);

        // Only the one spelling that Encode writes is read: no leading zeros, signs or capitals.
        return read && parts[1] == actor.ToString("x16", Invariant)
            && parts[2] == ordinal.ToString(Invariant)
            && (parts.Length == 3 || parts[3] == value.ToString(Invariant)) ? choice : null;
    }
}
