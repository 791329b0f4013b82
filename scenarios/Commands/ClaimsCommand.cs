using Harness.Reports;

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

        var page = new RepositoryPage(surroundings, Page);
        return page.FindRoot() is { } root
            ? page.Write(root, ClaimsText.Page(
                surroundings.Runner.Oracles, surroundings.Runner.Mutants))
            : surroundings.Refuse([RepositoryPage.NoRoot]);
    }

    /// <summary>Prints every mutant.</summary>
    public int Mutants()
    {
        surroundings.Out.Write(ClaimsText.Mutants(surroundings.Runner.Mutants));
        return ExitCode.Pass;
    }
}
