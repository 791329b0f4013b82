namespace Harness.Scenarios.Loading;

/// <summary>A place in a file; both numbers count from 1.</summary>
internal readonly record struct Place(int Line, int Column)
{
    public static readonly Place Start = new(1, 1);
}

/// <summary>A part of a file that still knows where it stands.</summary>
internal abstract record Node(Place Place)
{
    /// <summary>What it is, for people.</summary>
    public abstract string Kind { get; }
}

/// <summary>A single value; one without quotes is plain.</summary>
internal sealed record ScalarNode(Place Place, string Text, bool IsPlain) : Node(Place)
{
    public override string Kind => "a single value";

    /// <summary>Whether nothing was written, or YAML's words for nothing.</summary>
    public bool IsNothing => IsPlain && Text is "" or "~" or "null";
}

/// <summary>A list.</summary>
internal sealed record ListNode(Place Place, IReadOnlyList<Node> Items) : Node(Place)
{
    public override string Kind => "a list";
}

/// <summary>Keys with values, in the order of the file, doubles included.</summary>
internal sealed record MapNode(Place Place, IReadOnlyList<Field> Fields) : Node(Place)
{
    public override string Kind => "a set of keys";
}

/// <summary>
/// Something that was refused and reported already: readers pass it over in silence.
/// </summary>
internal sealed record RefusedNode(Place Place) : Node(Place)
{
    public override string Kind => "refused";
}

/// <summary>A key with its value, or an entry of a list.</summary>
/// <param name="Key">The key; for an entry of a list, that of the list.</param>
/// <param name="Place">Where the key stands.</param>
/// <param name="Value">Its value.</param>
/// <param name="IsEntry">Whether it is an entry of a list.</param>
internal sealed record Field(string Key, Place Place, Node Value, bool IsEntry = false)
{
    /// <summary>How messages call it.</summary>
    public string What => IsEntry ? $"an entry of {Words.Quote(Key)}" : Words.Quote(Key);
}
