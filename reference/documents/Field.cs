namespace Harness.Reference.Documents;

/// <summary>A key with its value, or an entry of a list.</summary>
/// <param name="Key">The key; for an entry of a list, that of the list.</param>
/// <param name="Place">Where the key stands.</param>
/// <param name="Value">Its value.</param>
/// <param name="IsEntry">Whether it is an entry of a list.</param>
public sealed record Field(string Key, Place Place, Node Value, bool IsEntry = false)
{
    /// <summary>How messages call it.</summary>
    public string What => IsEntry ? $"an entry of {Words.Quote(Key)}" : Words.Quote(Key);
}
