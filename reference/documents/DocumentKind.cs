namespace Harness.Reference.Documents;

/// <summary>
/// What a file is read as: what messages call it, and its bounds. The time that reading takes grows
/// with both bounds, so that everything has one.
/// </summary>
/// <param name="Noun">What the file should hold, without an article: scenario.</param>
/// <param name="MostBytes">The size of the largest file that is read, a multiple of 1 KiB.</param>
/// <param name="MostDepth">How deep lists and keys may be nested, from 0 for a value alone.</param>
public sealed record DocumentKind(string Noun, int MostBytes, int MostDepth);
