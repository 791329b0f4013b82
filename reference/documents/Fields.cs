namespace Harness.Reference.Documents;

/// <summary>
/// The keys of one map. Whoever reads it names each key that it knows; <see cref="Done"/> reports
/// the rest, and what is missing.
/// </summary>
public sealed class Fields
{
    private readonly ProblemList _problems;
    private readonly List<Field> _written = [];
    private readonly Dictionary<string, Field> _byKey = new(StringComparer.Ordinal);
    private readonly List<string> _known = [];
    private readonly List<(IReadOnlyList<string> Keys, string Message)> _missing = [];

    /// <summary>The keys of that map; a key that is there twice is a problem.</summary>
    public Fields(MapNode map, ProblemList problems)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(problems);
        Place = map.Place;
        _problems = problems;
        foreach (Field field in map.Fields)
        {
            if (Find(field.Key) is { } first)
            {
                problems.Add(
                    field.Place,
                    $"key {Words.Quote(field.Key)} is written twice: first on line"
                    + FormattableString.Invariant($" {first.Place.Line}"));
            }
            else
            {
                _written.Add(field);
                _byKey.Add(field.Key, field);
            }
        }
    }

    /// <summary>Where the map begins.</summary>
    public Place Place { get; }

    /// <summary>The value of a key that may be left out.</summary>
    public Field? May(string key)
    {
        Know(key);
        return Find(key);
    }

    /// <summary>The value of a key that must be there.</summary>
    public Field? Must(string key)
    {
        if (May(key) is { } field)
        {
            return field;
        }

        Miss([key], $"missing key {Words.Quote(key)}");
        return null;
    }

    /// <summary>Whether a key is written, valid here or not.</summary>
    public bool Has(string key) => Find(key) is not null;

    /// <summary>The written ones of several keys, in the order of the file.</summary>
    public IReadOnlyList<Field> Among(IReadOnlyList<string> keys)
    {
        Know([.. keys]);
        return [.. _written.Where(field => keys.Contains(field.Key))];
    }

    /// <summary>Keys that are valid here, whether or not anybody reads them.</summary>
    public void Know(params string[] keys) => _known.AddRange(keys.Except(_known));

    /// <summary>Reports at the end that one of these keys is missing.</summary>
    public void Miss(IReadOnlyList<string> keys, string message) => _missing.Add((keys, message));

    /// <summary>Reports unknown and missing keys.</summary>
    /// <param name="explain">A better word on a key that is unknown here, if there is one.</param>
    public void Done(Func<string, string?>? explain = null)
    {
        List<string> free = [.. _known.Where(key => Find(key) is null)];
        var meant = new List<string>();
        foreach (Field field in _written.Where(field => !_known.Contains(field.Key)))
        {
            if (Words.Nearest(field.Key, free) is { } near)
            {
                meant.Add(near);
            }

            _problems.Add(field.Place, explain?.Invoke(field.Key) ?? Unknown(field.Key, free));
        }

        // A misspelt key is one mistake, not an unknown key and a missing one.
        foreach ((_, string message) in _missing
            .Where(missing => !missing.Keys.Any(meant.Contains)))
        {
            _problems.Add(Place, message);
        }
    }

    private Field? Find(string key) => _byKey.GetValueOrDefault(key);

    private string Unknown(string key, List<string> free)
    {
        if (key.Contains(' ', StringComparison.Ordinal))
        {
            return $"unknown key {Words.Quote(key)}:"
                + " a sentence with a comma or a colon needs quotes";
        }

        // A second spelling of a key that is there already is still best explained by that key.
        IReadOnlyList<string> valid = Words.Nearest(key, free) is null ? _known : free;
        return $"unknown key {Words.Quote(key)}: {Words.Instead(key, valid)}";
    }
}
