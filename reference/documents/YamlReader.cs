using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Harness.Reference.Documents;

/// <summary>
/// Reads YAML into nodes that keep their places. What YAML can do and our files have no use
/// for (anchors, aliases, tags, several documents) is refused: a file means what it shows.
/// </summary>
/// <param name="kind">What the file is read as.</param>
/// <param name="text">What it holds.</param>
/// <param name="problems">Where problems go.</param>
public sealed class YamlReader(DocumentKind kind, string text, ProblemList problems)
{
    private readonly Parser _parser = new(new StringReader(text));

    /// <summary>Where the brackets that are open at the current event stand.</summary>
    private readonly Stack<Place> _open = new();

    /// <summary>The file's document; null if there is none that could be read.</summary>
    public Node? Read()
    {
        try
        {
            Advance();
            Advance();
            if (_parser.Current is not DocumentStart)
            {
                problems.Add(Place.Start, $"the file is empty: expected a {kind.Noun}");
                return null;
            }

            Advance();
            Node document = ReadNode(0);
            Advance();
            if (_parser.Current is DocumentStart second)
            {
                problems.Add(
                    PlaceOf(second.Start), $"a second document: expected one {kind.Noun} a file");
            }

            return document;
        }
        catch (YamlException wrong)
        {
            Report(wrong);
            return null;
        }
    }

    private void Report(YamlException wrong)
    {
        if (_open.TryPeek(out Place open) && wrong.Start.Index >= text.Length)
        {
            // The place of the mistake, rather than the end of the file, where the parser is.
            problems.Add(open, "not YAML: the bracket here is never closed");
        }
        else if (!text.Split('\n').Any(SourceText.IsIndentedByTab))
        {
            // Otherwise it most likely follows from the tabs, which are listed already.
            problems.Add(InText(wrong.Start), $"not YAML: {Sentence(wrong.Message)}");
        }
    }

    /// <summary>Reads the node that begins at the current event, and moves behind it.</summary>
    private Node ReadNode(int depth)
    {
        ParsingEvent first = _parser.Current
            ?? throw new InvalidOperationException("the parser stopped within a document");
        Place place = PlaceOf(first.Start);
        if (first is AnchorAlias alias)
        {
            Advance();
            problems.Add(place, $"alias {Words.Quote($"*{alias.Value}")}: write the value out");
            return new RefusedNode(place);
        }

        if (depth > kind.MostDepth)
        {
            // The rest is not read: the parser's time grows with the square of the depth.
            throw new SyntaxErrorException(
                first.Start,
                first.End,
                FormattableString.Invariant($"nested more than {kind.MostDepth} deep: ")
                + $"no {kind.Noun} is");
        }

        if (first is NodeEvent node)
        {
            RefuseProperties(node, place);
        }

        return first switch
        {
            Scalar scalar => ReadScalar(scalar, place),
            SequenceStart list => Within(
                list.Style == SequenceStyle.Flow, place, () => ReadList(place, depth)),
            MappingStart map => Within(
                map.Style == MappingStyle.Flow, place, () => ReadMap(place, depth)),

            // This parser gives some sets of keys with a key that has no value event.
            _ => throw new SyntaxErrorException(
                first.Start, first.End, "a key without a value, or a value without a key"),
        };
    }

    private Node Within(bool isBracket, Place place, Func<Node> read)
    {
        if (!isBracket)
        {
            return read();
        }

        _open.Push(place);
        Node node = read();
        _open.Pop();
        return node;
    }

    private void RefuseProperties(NodeEvent node, Place place)
    {
        if (!node.Anchor.IsEmpty)
        {
            problems.Add(
                place,
                $"anchor {Words.Quote($"&{node.Anchor.Value}")}:"
                + " write the value out where it is used");
        }

        if (!node.Tag.IsEmpty)
        {
            problems.Add(
                place, $"tag {Words.Quote(node.Tag.ToString())}: a {kind.Noun} has no tags");
        }
    }

    private Node ReadScalar(Scalar scalar, Place place)
    {
        Advance();
        if (!scalar.Value.EnumerateRunes()
            .All(rune => rune.Value == '\n' || SourceText.IsAllowed(rune)))
        {
            problems.Add(place, "a character that cannot be shown: leave it out");
            return new RefusedNode(place);
        }

        return new ScalarNode(place, scalar.Value, scalar.Style == ScalarStyle.Plain);
    }

    private ListNode ReadList(Place place, int depth)
    {
        var items = new List<Node>();
        Advance();
        while (_parser.Current is not SequenceEnd)
        {
            items.Add(ReadNode(depth + 1));
        }

        Advance();
        return new ListNode(place, items);
    }

    private MapNode ReadMap(Place place, int depth)
    {
        var fields = new List<Field>();
        Advance();
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

        Advance();
        return new MapNode(place, fields);
    }

    private void Advance()
    {
        try
        {
            _parser.MoveNext();
        }
        catch (InvalidOperationException)
        {
            // What this parser does when a file ends within { }.
            Mark end = new(text.Length, text.Length + 1, 1);
            throw new SyntaxErrorException(end, end, "the file ends too early");
        }
    }

    /// <summary>The parser's own line behind the last one is the end of the last one.</summary>
    private Place InText(Mark mark)
    {
        string[] lines = text.Split('\n');
        Place place = PlaceOf(mark);
        return place.Line <= lines.Length
            ? place
            : new Place(lines.Length, lines[^1].Length + 1);
    }

    private static Place PlaceOf(Mark mark) =>
        new((int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));

    private static string Sentence(string message) =>
        message.Length == 0 ? "" : char.ToLowerInvariant(message[0]) + message[1..].TrimEnd('.');
}
