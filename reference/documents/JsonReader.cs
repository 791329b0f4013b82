using System.Text;
using System.Text.Json;

namespace Harness.Reference.Documents;

/// <summary>
/// Reads JSON into nodes that keep their places, so that the readers of documents serve both. A
/// string is a value with quotes; numbers, true, false and null have none.
/// </summary>
public sealed class JsonReader
{
    private readonly DocumentKind _kind;
    private readonly ProblemList _problems;
    private readonly byte[] _bytes;

    /// <summary>The line that is being read, and where it begins in the bytes.</summary>
    private int _line = 1;

    private int _lineBegin;
    private int _seen;

    /// <summary>Of that text.</summary>
    /// <param name="kind">What the file is read as.</param>
    /// <param name="text">What it holds.</param>
    /// <param name="problems">Where problems go.</param>
    public JsonReader(DocumentKind kind, string text, ProblemList problems)
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(problems);
        _kind = kind;
        _problems = problems;
        _bytes = Encoding.UTF8.GetBytes(text);
    }

    /// <summary>The file's document; null if there is none that could be read.</summary>
    public Node? Read()
    {
        if (_bytes.AsSpan().IndexOfAnyExcept(" \t\r\n"u8) < 0)
        {
            _problems.Add(Place.Start, $"the file is empty: expected a {_kind.Noun}");
            return null;
        }

        var reader = new Utf8JsonReader(
            _bytes, new JsonReaderOptions { MaxDepth = _kind.MostDepth });
        try
        {
            reader.Read();
            Node document = ReadNode(ref reader);
            reader.Read(); // what follows a document is an error of its own
            return document;
        }
        catch (JsonException wrong)
        {
            int line = (int)(wrong.LineNumber ?? 0);
            int column = ColumnOf(line, (int)(wrong.BytePositionInLine ?? 0));
            _problems.Add(new Place(line + 1, column), $"not JSON: {Sentence(wrong.Message)}");
            return null;
        }
    }

    private Node ReadNode(ref Utf8JsonReader reader)
    {
        Place place = PlaceOf((int)reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return ReadMap(ref reader, place);
            case JsonTokenType.StartArray:
                return ReadList(ref reader, place);
            case JsonTokenType.String:
                return ReadString(ref reader, place);
            default:
                return new ScalarNode(place, Encoding.UTF8.GetString(reader.ValueSpan), true);
        }
    }

    private Node ReadString(ref Utf8JsonReader reader, Place place)
    {
        string text = TextOf(ref reader);
        if (text.EnumerateRunes().All(rune => rune.Value == '\n' || SourceText.IsAllowed(rune)))
        {
            return new ScalarNode(place, text, false);
        }

        _problems.Add(place, "a character that cannot be shown: leave it out");
        return new RefusedNode(place);
    }

    private ListNode ReadList(ref Utf8JsonReader reader, Place place)
    {
        var items = new List<Node>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(ReadNode(ref reader));
        }

        return new ListNode(place, items);
    }

    private MapNode ReadMap(ref Utf8JsonReader reader, Place place)
    {
        var fields = new List<Field>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            Place at = PlaceOf((int)reader.TokenStartIndex);
            string key = TextOf(ref reader);
            reader.Read();
            Node value = ReadNode(ref reader);
            if (key.Length > 0)
            {
                fields.Add(new Field(key, at, value));
            }
            else
            {
                _problems.Add(at, "a key must be a word");
            }
        }

        return new MapNode(place, fields);
    }

    private static string TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD"; // half of a surrogate pair: refused as what cannot be shown
        }
    }

    // Places are asked for in the order of the text.
    private Place PlaceOf(int at)
    {
        for (; _seen < at; _seen++)
        {
            if (_bytes[_seen] == (byte)'\n')
            {
                _line++;
                _lineBegin = _seen + 1;
            }
        }

        return new Place(
            _line, Encoding.UTF8.GetCharCount(_bytes.AsSpan(_lineBegin, at - _lineBegin)) + 1);
    }

    private int ColumnOf(int line, int bytes)
    {
        int begin = 0;
        for (int passed = 0; passed < line; passed++)
        {
            begin += _bytes.AsSpan(begin).IndexOf((byte)'\n') + 1;
        }

        int length = Math.Min(bytes, _bytes.Length - begin);
        return Encoding.UTF8.GetCharCount(_bytes.AsSpan(begin, length)) + 1;
    }

    // The platform's own message ends with the place, counted from 0: ours is said instead.
    private static string Sentence(string message)
    {
        int place = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        string text = (place < 0 ? message : message[..place]).TrimEnd('.');
        return text.Length == 0 ? text : char.ToLowerInvariant(text[0]) + text[1..];
    }
}
