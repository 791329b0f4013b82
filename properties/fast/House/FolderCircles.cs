namespace Harness.Properties.House;

/// <summary>Circles in a graph: R. Tarjan, Depth-first search and linear graph algorithms,
/// 1972.</summary>
internal sealed class FolderCircles(
    IReadOnlyDictionary<string, SortedDictionary<string, string>> arrows)
{
    private readonly Dictionary<string, int> _index = [];
    private readonly Dictionary<string, int> _low = [];
    private readonly Stack<string> _open = [];
    private readonly List<string[]> _found = [];

    /// <summary>Every set of folders that use each other, directly or by way of others.</summary>
    internal IReadOnlyList<string[]> Find()
    {
        foreach (string folder in arrows.Keys.Where(one => !_index.ContainsKey(one)))
        {
            Visit(folder);
        }

        return _found;
    }

    /// <summary>A circle in words: its arrows, each with who uses whom.</summary>
    internal string Describe(string[] circle) => string.Join('\n',
        from folder in circle
        from arrow in arrows[folder]
        where circle.Contains(arrow.Key)
        select $"{folder} -> {arrow.Key}: {arrow.Value}");

    private void Visit(string folder)
    {
        _index[folder] = _low[folder] = _index.Count;
        _open.Push(folder);
        foreach (string next in arrows.GetValueOrDefault(folder, []).Keys)
        {
            if (!_index.TryGetValue(next, out int seen))
            {
                Visit(next);
                _low[folder] = Math.Min(_low[folder], _low[next]);
            }
            else if (_open.Contains(next))
            {
                _low[folder] = Math.Min(_low[folder], seen);
            }
        }

        if (_low[folder] != _index[folder])
        {
            return;
        }

        var circle = new List<string>();
        string popped;
        do
        {
            popped = _open.Pop();
            circle.Add(popped);
        }
        while (popped != folder);

        if (circle.Count > 1)
        {
            _found.Add([.. circle.Order(StringComparer.Ordinal)]);
        }
    }
}
