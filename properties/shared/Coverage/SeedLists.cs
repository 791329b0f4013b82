using Harness.Reference.Documents;
using Harness.Scenarios.Commands;
using Harness.Scenarios.Coverage;
using Harness.Scenarios.Files;
using Harness.Sim.Oracles;

namespace Harness.Properties.Coverage;

/// <summary>The real lists of sentences, and made-up ones.</summary>
internal static class SeedLists
{
    /// <summary>The real lists and the real catalogue.</summary>
    public static SeedFiles Files() =>
        SeedsLoader.Load("seeds", Path.Combine(AppContext.BaseDirectory, "seeds"));

    /// <summary>The real table.</summary>
    public static SeedTable Table()
    {
        IReadOnlyList<string> oracles = [.. OracleCatalog.All.Select(oracle => oracle.Name)];
        SuiteResult suite = new SuiteLoader(Wiring.Loader())
            .Load("suite", Path.Combine(AppContext.BaseDirectory, "suite"));
        return new SeedTableMaker(
            Files(), "seeds", suite, oracles, path => File.Exists(Repository.PathOf(path))).Make();
    }

    /// <summary>Problems as <c>file:line:column: message</c>.</summary>
    public static IReadOnlyList<string> Told(IEnumerable<Problem> problems) =>
        [.. problems.Select(problem => problem.ToString())];
}
