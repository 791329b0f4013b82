using System.IO.Enumeration;
using Harness.Reference.Documents;
using Harness.Sim.Scenarios;

namespace Harness.Scenarios.Commands;

/// <summary>Picks scenarios by name.</summary>
internal static class Selection
{
    /// <summary>
    /// The scenarios that any pattern matches, in the order of the suite; all without a pattern. A
    /// pattern with * or ? is matched against whole names. Any other one means the scenario of that
    /// very name, or else every scenario whose name has it somewhere.
    /// </summary>
    public static IReadOnlyList<Scenario> Of(
        IReadOnlyList<Scenario> suite, IReadOnlyList<string> patterns, List<string> problems)
    {
        if (patterns.Count == 0)
        {
            return suite;
        }

        var picked = new HashSet<string>(StringComparer.Ordinal);
        foreach (string pattern in patterns)
        {
            string[] found = Matching(suite, pattern);
            picked.UnionWith(found);
            if (found.Length == 0)
            {
                problems.Add($"no scenario matches '{pattern}'"
                    + Words.HintOfName(pattern, suite.Select(scenario => scenario.Name)));
            }
        }

        return [.. suite.Where(scenario => picked.Contains(scenario.Name))];
    }

    /// <summary>The one scenario that is meant, or null and why there is not exactly one.</summary>
    public static Scenario? One(
        IReadOnlyList<Scenario> suite, string name, List<string> problems)
    {
        IReadOnlyList<Scenario> found = Of(suite, [name], problems);
        if (found.Count > 1)
        {
            problems.Add($"'{name}' can be any of "
                + string.Join(", ", found.Select(scenario => scenario.Name)));
        }

        return found.Count == 1 ? found[0] : null;
    }

    private static string[] Matching(IReadOnlyList<Scenario> suite, string pattern)
    {
        IEnumerable<string> names = suite.Select(scenario => scenario.Name);
        if (pattern.AsSpan().ContainsAny('*', '?'))
        {
            return [.. names.Where(name => FileSystemName.MatchesSimpleExpression(pattern, name))];
        }

        return names.Contains(pattern)
            ? [pattern]
            : [.. names.Where(name => pattern.Length > 0
                && name.Contains(pattern, StringComparison.OrdinalIgnoreCase))];
    }
}
