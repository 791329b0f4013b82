using Harness.Reports;
using Harness.Scenarios.Files;

namespace Harness.Scenarios.Commands;

/// <summary>The command <c>faults</c>: what can go wrong in a scenario.</summary>
internal sealed class FaultsCommand(Surroundings surroundings)
{
    /// <summary>The page, from the root of the repository.</summary>
    public const string Page = "docs/faults.md";

    /// <summary>Prints every fault, or writes the page about them.</summary>
    public int Run(bool isWritten)
    {
        if (!isWritten)
        {
            surroundings.Out.Write(FaultsText.List());
            return ExitCode.Pass;
        }

        var page = new RepositoryPage(surroundings, Page);
        return page.FindRoot() is { } root
            ? page.Write(root, FaultsText.Page())
            : surroundings.Refuse([RepositoryRoot.None]);
    }
}
