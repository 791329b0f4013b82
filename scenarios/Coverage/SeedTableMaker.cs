using Harness.Reference.Documents;
using Harness.Scenarios.Files;
using Harness.Sim.Scenarios;

namespace Harness.Scenarios.Coverage;

/// <summary>Puts sentences, catalogue and suite together, and finds the holes.</summary>
/// <param name="files">The sentences and the catalogue.</param>
/// <param name="folder">Their folder as holes call it.</param>
/// <param name="suite">The scenarios.</param>
/// <param name="oracles">The names of all oracles, in the order in which they are shown.</param>
/// <param name="exists">Whether the repository has the file of that path.</param>
internal sealed class SeedTableMaker(
    SeedFiles files,
    string folder,
    SuiteResult suite,
    IReadOnlyList<string> oracles,
    Func<string, bool> exists)
{
    private readonly List<Problem> _holes = [];

    /// <summary>The whole table.</summary>
    public SeedTable Make()
    {
        Dictionary<SeedEntry, List<Scenario>> standing = Standing();
        List<SeedRow> rows = [.. files.Sentences.Select(entry => RowOf(entry, standing[entry]))];
        List<CatalogueRow> catalogue = [.. files.Catalogue.Select(CatalogueRowOf)];
        return new SeedTable
        {
            Sentences = rows,
            Catalogue = catalogue,
            Holes =
            [
                .. _holes.OrderBy(hole => hole.File, StringComparer.Ordinal)
                    .ThenBy(hole => hole.Line).ThenBy(hole => hole.Column),
            ],
        };
    }

    /// <summary>The scenarios that stand for each sentence, in the order of the suite.</summary>
    private Dictionary<SeedEntry, List<Scenario>> Standing()
    {
        // Two entries may read alike: they are told apart by being two.
        var standing =
            new Dictionary<SeedEntry, List<Scenario>>(ReferenceEqualityComparer.Instance);
        foreach (SeedEntry entry in files.Sentences)
        {
            standing.Add(entry, []);
        }

        var finder = new QuoteFinder(files.Sentences);
        foreach (LoadedScenario file in suite.Files)
        {
            PlacedQuote[] quotes =
                [.. file.Annotations.OfType<StandsFor>().SelectMany(one => one.Sentences)];
            if (quotes.Length == 0)
            {
                AddHole(
                    file.File,
                    Place.Start,
                    "this scenario stands for no sentence of the documents: expected 'stands-for'");
            }

            foreach (PlacedQuote quote in quotes)
            {
                foreach (SeedEntry entry in RulesOf(quote, file.File, finder))
                {
                    if (!standing[entry].Contains(file.Scenario))
                    {
                        standing[entry].Add(file.Scenario);
                    }
                }
            }
        }

        return standing;
    }

    /// <summary>The rules that a quote is of; a hole is told if there is none.</summary>
    private IEnumerable<SeedEntry> RulesOf(PlacedQuote quoted, string file, QuoteFinder finder)
    {
        IReadOnlyList<SeedEntry> found = finder.Find(quoted.Quote, out string problem);
        if (problem.Length == 0 && found.All(entry => entry.NoRule is not null))
        {
            problem = $"{Words.Quote(quoted.Quote.Sentence)} is no rule: {found[0].NoRule}";
        }

        if (problem.Length > 0)
        {
            AddHole(file, quoted.Place, problem);
        }

        // A row of sentences may hold one without a rule, which nothing has to stand for.
        return found.Where(entry => entry.NoRule is null);
    }

    private SeedRow RowOf(SeedEntry entry, List<Scenario> scenarios)
    {
        string file = $"{folder}/{SeedFiles.FileOf(entry.Document)}";
        foreach (Named oracle in entry.Oracles.Where(named => !oracles.Contains(named.Name)))
        {
            AddHole(
                file,
                oracle.Place,
                $"unknown oracle {Words.Quote(oracle.Name)}: "
                + Words.Instead(oracle.Name, oracles));
        }

        foreach (Named evidence in entry.Evidence.Where(named => !exists(named.Name)))
        {
            AddHole(
                file, evidence.Place, $"evidence {Words.Quote(evidence.Name)} is not there");
        }

        if (entry.NoRule is null && scenarios.Count == 0 && entry.Evidence.Count == 0)
        {
            AddHole(
                file,
                entry.Place,
                $"no scenario and no evidence stands for {Words.Quote(entry.Sentence)}");
        }

        IEnumerable<string> judging = scenarios
            .SelectMany(scenario => scenario.Claims.Select(claim => claim.Name))
            .Concat(entry.Oracles.Select(named => named.Name));
        return new SeedRow(entry, scenarios, [.. oracles.Where(judging.ToHashSet().Contains)]);
    }

    private CatalogueRow CatalogueRowOf(CatalogueEntry entry)
    {
        List<Scenario> named = [.. suite.Scenarios.Where(scenario =>
            scenario.Name.EndsWith($"/{entry.Name}", StringComparison.Ordinal))];
        string? hole = named.Count switch
        {
            0 when entry.NotExpressible is null =>
                $"no scenario of the suite is called {Words.Quote(entry.Name)}, and no reason is"
                + " given",
            1 when entry.NotExpressible is not null =>
                $"{Words.Quote(entry.Name)} is not to be expressible, and is {named[0].Name}",
            0 or 1 => null,
            _ => $"several scenarios are called {Words.Quote(entry.Name)}: "
                + string.Join(", ", named.Select(scenario => scenario.Name)),
        };
        if (hole is not null)
        {
            AddHole($"{folder}/{SeedFiles.CatalogueFile}", entry.Place, hole);
        }

        return new CatalogueRow(entry, named.Count > 0 ? named[0] : null);
    }

    private void AddHole(string file, Place place, string message) =>
        _holes.Add(new Problem(file, place.Line, place.Column, message));
}
