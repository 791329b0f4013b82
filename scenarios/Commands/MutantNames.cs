using Harness.Reference.Documents;
using Harness.Sim.Running;

namespace Harness.Scenarios.Commands;

/// <summary>Finds a mutant by its name.</summary>
internal static class MutantNames
{
    /// <summary>
    /// The mutant of that name; null without a name, or if there is none, which is a problem.
    /// </summary>
    public static Mutant? Find(
        string? name, IReadOnlyList<Mutant> mutants, List<string> problems)
    {
        Mutant? found = mutants.FirstOrDefault(known => known.Name == name);
        if (name is not null && found is null)
        {
            string? near = Words.NearestName(name, [.. mutants.Select(known => known.Name)]);
            problems.Add($"no mutant is called {Words.Quote(name)}: "
                + (near is null ? "'harness mutants' lists them" : Words.DidYouMean(near)));
        }

        return found;
    }
}
