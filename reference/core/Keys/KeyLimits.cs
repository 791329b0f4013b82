using Harness.Reference.Documents;

namespace Harness.Reference.Keys;

/// <summary>The bounds that every document has; both ends are allowed.</summary>
public static class KeyLimits
{
    /// <summary>The longest path, in UTF-16 units.</summary>
    public const int PathLetters = 1000;

    /// <summary>The longest time that any document can say: 400 days.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(400);

    /// <summary>A time that may be none.</summary>
    public static readonly Range<TimeSpan> Time = new(TimeSpan.Zero, Longest);

    /// <summary>A time that may not be none.</summary>
    public static readonly Range<TimeSpan> SomeTime = new(new TimeSpan(1), Longest);

    /// <summary>
    /// Something that happens again and again: not so often that it is all that happens.
    /// </summary>
    public static readonly Range<TimeSpan> Period = new(TimeSpan.FromMilliseconds(1), Longest);
}
