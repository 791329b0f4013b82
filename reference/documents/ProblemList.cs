namespace Harness.Reference.Documents;

/// <summary>The problems found so far in one file.</summary>
/// <param name="file">The file as the user knows it.</param>
public sealed class ProblemList(string file)
{
    private readonly List<Problem> _found = [];

    /// <summary>How many were added; one that was added twice counts twice.</summary>
    public int Count => _found.Count;

    /// <summary>Adds one.</summary>
    public void Add(Place place, string message) =>
        _found.Add(new Problem(file, place.Line, place.Column, message));

    /// <summary>
    /// By place; at one place in the order in which they were found; each one once.
    /// </summary>
    public IReadOnlyList<Problem> ByPlace() =>
        [.. _found.Distinct().OrderBy(found => found.Line).ThenBy(found => found.Column)];
}
