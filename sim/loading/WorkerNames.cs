using Harness.Reference.Documents;
using Harness.Sim.Faults;

namespace Harness.Sim.Loading;

/// <summary>
/// The names of a scenario's workers, for whatever else in the file speaks of one.
/// </summary>
internal sealed class WorkerNames
{
    /// <summary>Words that stand for something else where a worker could be named.</summary>
    public static readonly IReadOnlyList<string> Reserved =
        [DrawnFault.AnyWorker, "machine", "supervisor"];

    /// <summary>Whoever has more unknown names than this has not misspelt them.</summary>
    private const int MostGuesses = 50;

    private readonly List<string> _names = [];
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);

    private int _unknown;

    /// <summary>
    /// Whether every entry had a name that could be used. Otherwise a name that is not here says
    /// nothing: it may be one of those.
    /// </summary>
    public bool IsComplete { get; set; } = true;

    public int Count => _names.Count;

    /// <summary>Adds a name; if it is taken gives the line of the worker that has it.</summary>
    public int? Add(string name, int line)
    {
        if (!_lines.TryAdd(name, line))
        {
            return _lines[name];
        }

        _names.Add(name);
        return null;
    }

    /// <summary>The name of a worker that there is.</summary>
    public string? Read(Field? field, Values values, bool mayBeAny)
    {
        if (values.Scalar(field) is not { } scalar)
        {
            return null;
        }

        string name = scalar.Text;
        if (name == DrawnFault.AnyWorker)
        {
            if (!mayBeAny)
            {
                values.Problems.Add(
                    scalar.Place, "'any' stands for a worker in 'drawn' only: name a worker");
            }

            return mayBeAny ? name : null;
        }

        if (_lines.ContainsKey(name) || !IsComplete)
        {
            return name;
        }

        IReadOnlyList<string> valid = mayBeAny ? [DrawnFault.AnyWorker, .. _names] : _names;
        string instead = ++_unknown <= MostGuesses
            ? Words.Instead(name, valid)
            : "expected a name of 'workers'";
        values.Problems.Add(scalar.Place, $"unknown worker {Words.Quote(name)}: {instead}");
        return null;
    }
}
