using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Harness.Scenarios.Loading;

/// <summary>
/// Reads YAML into nodes that keep their places. What YAML can do and a scenario has no use for
/// (anchors, aliases, tags, several documents) is refused: a file means what it shows.
/// </summary>
internal sealed class YamlReader(string text, ProblemList problems)
{
    private readonly Parser _parser = new(new StringReader(text));

    /// <summary>The file's document; null if there is none that could be read.</summary>
    public Node? Read()
    {
        try
        {
            _parser.MoveNext();
            _parser.MoveNext();
            if (_parser.Current is not DocumentStart)
            {
                problems.Add(Place.Start, "the file is empty: expected a scenario");
                return null;
            }

            _parser.MoveNext();
            Node document = ReadNode(0);
            _parser.MoveNext();
            if (_parser.Current is DocumentStart second)
            {
                problems.Add(PlaceOf(second.Start), "a second document: expected one scenario a file");
            }

            return document;
        }
        catch (YamlException wrong)
        {
            Place place = PlaceOf(wrong.Start);
            if (!problems.HasOn(place.Line))
            {
                // Otherwise it most likely follows from what is listed already, such as a tab.
                problems.Add(place, $"not YAML: {Sentence(wrong.Message)}");
            }

            return null;
        }
    }

    /// <summary>Reads the node that begins at the current event, and moves behind it.</summary>
    private Node ReadNode(int depth)
    {
        ParsingEvent first = _parser.Current
            ?? throw new InvalidOperationException("a document ended within a node");
        Place place = PlaceOf(first.Start);
        if (first is AnchorAlias alias)
        {
            _parser.MoveNext();
            problems.Add(place, $"alias {Words.Quote($"*{alias.Value}")}: write the value out");
            return new RefusedNode(place);
        }

        if (depth > Limits.Depth)
        {
            problems.Add(place, $"nested more than {Limits.Depth} deep: no scenario is");
            Skip();
            return new RefusedNode(place);
        }

        if (first is NodeEvent node)
        {
            RefuseProperties(node, place);
        }

        return first switch
        {
            Scalar scalar => ReadScalar(scalar, place),
            SequenceStart => ReadList(place, depth),
            MappingStart => ReadMap(place, depth),
            _ => throw new InvalidOperationException($"{first} begins no node"),
        };
    }

    private void RefuseProperties(NodeEvent node, Place place)
    {
        if (!node.Anchor.IsEmpty)
        {
            problems.Add(
                place, $"anchor {Words.Quote($"&{node.Anchor.Value}")}: write the value out where it is used");
        }

        if (!node.Tag.IsEmpty)
        {
            problems.Add(place, $"tag {Words.Quote(node.Tag.ToString())}: a scenario has no tags");
        }
    }

    private Node ReadScalar(Scalar scalar, Place place)
    {
        _parser.MoveNext();
        if (!scalar.Value.EnumerateRunes().All(rune => rune.Value == '\n' || SourceText.IsAllowed(rune)))
        {
            problems.Add(place, "a character that cannot be shown: leave it out");
            return new RefusedNode(place);
        }

        return new ScalarNode(place, scalar.Value, scalar.Style == ScalarStyle.Plain);
    }

    private ListNode ReadList(Place place, int depth)
    {
        var items = new List<Node>();
        _parser.MoveNext();
        while (_parser.Current is not SequenceEnd)
        {
            items.Add(ReadNode(depth + 1));
        }

        _parser.MoveNext();
        return new ListNode(place, items);
    }

    private MapNode ReadMap(Place place, int depth)
    {
        var fields = new List<Field>();
        _parser.MoveNext();
        while (_parser.Current is not MappingEnd)
        {
            Node key = ReadNode(depth + 1);
            Node value = ReadNode(depth + 1);
            if (key is ScalarNode { Text.Length: > 0 } word)
            {
                fields.Add(new Field(word.Text, word.Place, value));
            }
            else if (key is not RefusedNode)
            {
                problems.Add(key.Place, "a key must be a word");
            }
        }

        _parser.MoveNext();
        return new MapNode(place, fields);
    }

    // Not by recursion: the depth of what is skipped has no bound.
    private void Skip()
    {
        int open = 0;
        do
        {
            open += _parser.Current!.NestingIncrease;
        }
        while (_parser.MoveNext() && open > 0);
    }

    private static Place PlaceOf(Mark mark) =>
        new((int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));

    private static string Sentence(string message) =>
        message.Length == 0 ? "" : char.ToLowerInvariant(message[0]) + message[1..].TrimEnd('.');
}
