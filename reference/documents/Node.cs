namespace Harness.Reference.Documents;

/// <summary>A part of a file that still knows where it stands.</summary>
/// <param name="Place">Where it begins.</param>
public abstract record Node(Place Place)
{
    /// <summary>What it is, for people.</summary>
    public abstract string Kind { get; }
}

/// <summary>A single value; one without quotes is plain.</summary>
/// <param name="Place">Where it begins.</param>
/// <param name="Text">What it says, without quotes and escapes.</param>
/// <param name="IsPlain">Whether it has no quotes, and is no block of lines.</param>
public sealed record ScalarNode(Place Place, string Text, bool IsPlain) : Node(Place)
{
    /// <inheritdoc/>
    public override string Kind => "a single value";

    /// <summary>Whether nothing was written, or YAML's words for nothing.</summary>
    public bool IsNothing => IsPlain && Text is "" or "~" or "null";
}

/// <summary>A list.</summary>
/// <param name="Place">Where it begins.</param>
/// <param name="Items">Its entries, in the order of the file.</param>
public sealed record ListNode(Place Place, IReadOnlyList<Node> Items) : Node(Place)
{
    /// <inheritdoc/>
    public override string Kind => "a list";
}

/// <summary>Keys with values.</summary>
/// <param name="Place">Where it begins.</param>
/// <param name="Fields">In the order of the file, doubles included.</param>
public sealed record MapNode(Place Place, IReadOnlyList<Field> Fields) : Node(Place)
{
    /// <inheritdoc/>
    public override string Kind => "a set of keys";
}

/// <summary>
/// Something that was refused and reported already: readers pass it over in silence.
/// </summary>
/// <param name="Place">Where it begins.</param>
public sealed record RefusedNode(Place Place) : Node(Place)
{
    /// <inheritdoc/>
    public override string Kind => "refused";
}
