using Harness.Reports;
using Harness.Scenarios.Files;
using Harness.Sim.Running;

namespace Harness.Scenarios.Commands;

/// <summary>
/// The commands <c>claims</c> and <c>mutants</c>: what a scenario can name, with its sentence.
/// </summary>
internal sealed class ClaimsCommand(Surroundings surroundings)
{
    /// <summary>The page, from the root of the repository.</summary>
    public const string Page = "docs/claims.md";

    /// <summary>Prints every claim, or writes the page about them.</summary>
    public int Claims(bool isWritten)
    {
        if (!isWritten)
        {
            surroundings.Out.Write(ClaimsText.Claims(surroundings.Runner.Oracles));
            return ExitCode.Pass;
        }

        var problems = new List<string>();
        IReadOnlyList<Mutant> mutants = MutantNames.All(surroundings, problems);
        var page = new RepositoryPage(surroundings, Page);
        string? root = page.FindRoot();
        if (root is null)
        {
            problems.Add(RepositoryRoot.None);
        }

        return root is null || problems.Count > 0
            ? surroundings.Refuse(problems)
            : page.Write(root, ClaimsText.Page(surroundings.Runner.Oracles, mutants));
    }

    /// <summary>Prints every mutant.</summary>
    public int Mutants()
    {
        var problems = new List<string>();
        IReadOnlyList<Mutant> mutants = MutantNames.All(surroundings, problems);
        if (problems.Count > 0)
        {
            return surroundings.Refuse(problems);
        }

        surroundings.Out.Write(ClaimsText.Mutants(mutants));
        return ExitCode.Pass;
    }
}
