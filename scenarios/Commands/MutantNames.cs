using Harness.Reference.Documents;
using Harness.Reports;
using Harness.Scenarios.Patches;
using Harness.Sim.Running;

namespace Harness.Scenarios.Commands;

/// <summary>Reads the mutants for a command, and makes what it runs.</summary>
internal static class MutantNames
{
    /// <summary>All of them. One bad file is a problem whichever is meant.</summary>
    public static IReadOnlyList<Mutant> All(Surroundings surroundings, List<string> problems)
    {
        MutantFiles files = surroundings.Mutants.Load();
        problems.AddRange(files.Problems.Select(problem => OneLine.Of(problem.ToString())));
        return files.Mutants;
    }

    /// <summary>
    /// The mutant of that name; null without a name, or if there is none, which is a problem.
    /// </summary>
    public static Mutant? Find(string? name, Surroundings surroundings, List<string> problems)
    {
        if (name is null)
        {
            return null;
        }

        int before = problems.Count;
        IReadOnlyList<Mutant> mutants = All(surroundings, problems);
        Mutant? found = mutants.FirstOrDefault(known => known.Name == name);
        if (found is null && problems.Count == before)
        {
            string? near = Words.NearestName(name, [.. mutants.Select(known => known.Name)]);
            problems.Add($"no mutant is called {Words.Quote(name)}: "
                + (near is null ? "'harness mutants' lists them" : Words.DidYouMean(near)));
        }

        return found;
    }

    /// <summary>That mutant as it can be run; null without one, or if there are problems.</summary>
    public static BuiltMutant? Build(
        Mutant? mutant, Surroundings surroundings, List<string> problems)
    {
        if (mutant is null)
        {
            return null;
        }

        try
        {
            var found = new List<string>();
            BuiltMutant? built = surroundings.Mutants.Build(mutant, found);
            problems.AddRange(found.Select(OneLine.Of));
            return built;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            problems.Add(OneLine.Of(
                $"mutant {Words.Quote(mutant.Name)} cannot be made: {wrong.Message}"));
            return null;
        }
    }
}
