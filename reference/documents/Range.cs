namespace Harness.Reference.Documents;

/// <summary>From one value to another, both included.</summary>
/// <param name="Least">The first value that is in it.</param>
/// <param name="Most">The last value that is in it.</param>
public readonly record struct Range<T>(T Least, T Most)
    where T : struct, IComparable<T>;
