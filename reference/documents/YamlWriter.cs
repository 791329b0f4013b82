using System.Text;
using System.Text.RegularExpressions;

namespace Harness.Reference.Documents;

/// <summary>
/// Writes nodes in block style, so that <see cref="YamlReader"/> reads the same ones, but for their
/// places. What was written without quotes stays so where it can, and what has quotes loses them
/// only where nothing could take it for something else.
/// </summary>
public static partial class YamlWriter
{
    private const int Indent = 2;

    /// <summary>The document that holds a node.</summary>
    /// <exception cref="ArgumentException">A part of it was refused when it was read.</exception>
    public static string Write(Node document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var text = new StringBuilder();
        WriteValue(text, document, 0, Before.Nothing);
        return text.ToString();
    }

    private enum Before
    {
        Nothing,
        Key,
        Dash,
    }

    private static void WriteValue(StringBuilder text, Node node, int depth, Before before)
    {
        switch (node)
        {
            case MapNode { Fields.Count: > 0 } map:
                WriteMap(text, map, depth, before);
                break;
            case ListNode { Items.Count: > 0 } list:
                WriteList(text, list, depth, before);
                break;
            case MapNode:
                WriteEnd(text, before, "{}");
                break;
            case ListNode:
                WriteEnd(text, before, "[]");
                break;
            case ScalarNode scalar:
                WriteEnd(text, before, IsBlock(scalar) && before != Before.Nothing
                    ? Block(scalar.Text, depth)
                    : OnOneLine(scalar));
                break;
            default:
                throw new ArgumentException($"a part of it is {node.Kind}");
        }
    }

    private static void WriteEnd(StringBuilder text, Before before, string value) =>
        text.Append(before == Before.Key ? " " : "").Append(value).Append('\n');

    private static void WriteMap(StringBuilder text, MapNode map, int depth, Before before)
    {
        text.Append(before == Before.Key ? "\n" : "");
        foreach ((int index, Field field) in map.Fields.Index())
        {
            // The first key of an entry stands on the line of its dash.
            text.Append(' ', before == Before.Dash && index == 0 ? 0 : depth * Indent)
                .Append(OnOneLine(new ScalarNode(field.Place, field.Key, IsPlain: false)))
                .Append(':');
            WriteValue(text, field.Value, depth + 1, Before.Key);
        }
    }

    private static void WriteList(StringBuilder text, ListNode list, int depth, Before before)
    {
        text.Append(before == Before.Key ? "\n" : "");
        foreach ((int index, Node item) in list.Items.Index())
        {
            text.Append(' ', before == Before.Dash && index == 0 ? 0 : depth * Indent)
                .Append("- ");
            WriteValue(text, item, depth + 1, Before.Dash);
        }
    }

    private static string OnOneLine(ScalarNode scalar) =>
        scalar.IsNothing ? "null"
        : IsSimple().IsMatch(scalar.Text) && (scalar.IsPlain || !IsAmbiguous(scalar.Text))
            ? scalar.Text
            : Yaml.Quoted(scalar.Text);

    // What some reader of YAML takes for a number, a date, a truth or nothing.
    private static bool IsAmbiguous(string text) =>
        (IsNumeric().IsMatch(text) && !IsDuration().IsMatch(text)) || IsWord().IsMatch(text);

    /// <summary>
    /// Whether the lines can stand as they are: no space at the beginning or the end of one, and at
    /// most one line end behind them.
    /// </summary>
    private static bool IsBlock(ScalarNode scalar)
    {
        string text = scalar.Text.EndsWith('\n') ? scalar.Text[..^1] : scalar.Text;
        return !scalar.IsPlain && scalar.Text.Contains('\n', StringComparison.Ordinal)
            && text.Length > 0 && text[0] is not (' ' or '\n') && text[^1] != '\n'
            && text.Split('\n').All(line => !line.EndsWith(' '))
            && text.EnumerateRunes().All(rune =>
                rune.Value == '\n' || SourceText.IsAllowed(rune));
    }

    private static string Block(string text, int depth)
    {
        var block = new StringBuilder(text.EndsWith('\n') ? "|" : "|-");
        foreach (string line in (text.EndsWith('\n') ? text[..^1] : text).Split('\n'))
        {
            block.Append('\n').Append(' ', line.Length == 0 ? 0 : Math.Max(1, depth) * Indent)
                .Append(line);
        }

        return block.ToString();
    }

    [GeneratedRegex(@"^(-(?=[0-9]))?[A-Za-z0-9_/]([A-Za-z0-9_./ =+,@%-]*[A-Za-z0-9_./=+,@%-])?\z")]
    private static partial Regex IsSimple();

    [GeneratedRegex(@"^-?[0-9]")]
    private static partial Regex IsNumeric();

    [GeneratedRegex(@"^-?[0-9]+(\.[0-9]+)?(ns|us|ms|s|min|h|d)\z")]
    private static partial Regex IsDuration();

    [GeneratedRegex(@"^(y|n|yes|no|on|off|true|false|null)\z", RegexOptions.IgnoreCase)]
    private static partial Regex IsWord();
}
