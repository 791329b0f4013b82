using Harness.Reference.Documents;
using Harness.Reports;
using Harness.Scenarios.Coverage;
using Harness.Scenarios.Files;

namespace Harness.Scenarios.Commands;

/// <summary>
/// The command <c>seeds</c>: which scenario and which oracle stands for each sentence of the two
/// documents, and the holes.
/// </summary>
internal sealed class SeedsCommand(Surroundings surroundings)
{
    /// <summary>The page, from the root of the repository.</summary>
    public const string Page = "docs/seeds.md";

    private const string Folder = "seeds";

    /// <summary>
    /// Prints the table, or writes its page; holes are listed, and then no page is written.
    /// </summary>
    public int Run(bool isWritten)
    {
        SuiteResult suite = surroundings.Suite.Load();
        SeedFiles files = SeedsLoader.Load(Folder, surroundings.Seeds);
        List<string> problems =
            [.. files.Problems.Concat(suite.Problems).Select(problem => problem.ToString())];
        var written = new RepositoryPage(surroundings, Page);
        string? root = written.FindRoot();
        if (root is null)
        {
            problems.Add(RepositoryRoot.None);
        }

        if (root is null || problems.Count > 0)
        {
            return surroundings.Refuse(problems);
        }

        SeedTable table = new SeedTableMaker(
            files,
            Folder,
            suite,
            [.. surroundings.Runner.Oracles.Select(oracle => oracle.Name)],
            path => File.Exists(Path.Combine(root, path))).Make();
        foreach (Problem hole in table.Holes)
        {
            surroundings.Error.WriteLine($"hole: {OneLine.Of(hole.ToString())}");
        }

        string page = SeedsMarkdown.Of(table);
        if (!isWritten)
        {
            surroundings.Out.Write(page);
        }

        return table.Holes.Count > 0 ? ExitCode.Fail
            : isWritten ? written.Write(root, page)
            : ExitCode.Pass;
    }
}
