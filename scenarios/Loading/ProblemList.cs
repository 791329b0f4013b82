namespace Harness.Scenarios.Loading;

/// <summary>The problems found so far in one file.</summary>
internal sealed class ProblemList(string file)
{
    private readonly List<Problem> _found = [];

    public int Count => _found.Count;

    public void Add(Place place, string message) =>
        _found.Add(new Problem(file, place.Line, place.Column, message));

    /// <summary>
    /// By place; at one place in the order in which they were found; each one once.
    /// </summary>
    public IReadOnlyList<Problem> ByPlace() =>
        [.. _found.Distinct().OrderBy(found => found.Line).ThenBy(found => found.Column)];
}
