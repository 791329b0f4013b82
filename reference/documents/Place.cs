namespace Harness.Reference.Documents;

/// <summary>A place in a file.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in UTF-16 units, as editors count.</param>
public readonly record struct Place(int Line, int Column)
{
    /// <summary>Of what is wrong with a file as a whole.</summary>
    public static readonly Place Start = new(1, 1);
}
