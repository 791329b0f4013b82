using Harness.Scenarios.Coverage;
using Xunit;

namespace Harness.Properties.Coverage;

/// <summary>Every kind of hole is found, and nothing else is one.</summary>
public sealed class HoleTests
{
    private const string Sentences = """
        sentences:
          - sentence: The first rule.
            rule: true
            oracles: [comes-back, come-back]
          - sentence: The build holds this up.
            rule: true
            evidence: [there.txt, gone.txt]
          - sentence: Nobody stands for this.
            rule: true
            oracles: [stays-up]
          - sentence: A remark.
            no-rule: It asks nothing.
          - sentence: The last rule.
            rule: true
        """;

    private const string Catalogue = """
        scenarios:
          - name: K-there
          - name: K-missing
          - name: K-too-hard
            not-expressible: There is none.
          - name: K-denied
            not-expressible: There is one after all.
          - name: K-twice
        """;

    [Fact]
    public void A_suite_with_one_hole_of_each_kind_has_all_of_them_listed()
    {
        using var folder = new SeedFolder(squid: Sentences, catalogue: Catalogue);
        SeedTable table = folder
            .With("a/K-there", "{ document: squid, sentence: The first rule. }")
            .With("a/K-denied", "{ document: squid, sentence: The last rule. }")
            .With("a/K-twice", "{ document: squid, sentence: The frist rule. }")
            .With("b/K-twice", "{ document: squid, sentence: rule. }")
            .With("b/other", "{ document: squid, sentence: A remark., also: [Nothing like it.] }")
            .Table();
        Assert.Equal(
            [
                "seeds/catalogue.yaml:3:5: no scenario of the suite is called 'K-missing', and no"
                    + " reason is given",
                "seeds/catalogue.yaml:6:5: 'K-denied' is not to be expressible, and is a/K-denied",
                "seeds/catalogue.yaml:8:5: several scenarios are called 'K-twice': a/K-twice,"
                    + " b/K-twice",
                "seeds/squid.yaml:4:27: unknown oracle 'come-back': did you mean 'comes-back'?",
                "seeds/squid.yaml:7:27: evidence 'gone.txt' is not there",
                "seeds/squid.yaml:8:5: no scenario and no evidence stands for 'Nobody stands for"
                    + " this.'",
                "suite/a/K-twice.yaml:2:42: 'The frist rule.' is not in the squid document word for"
                    + " word: did you mean the one that begins with 'The first rule.'?",
                "suite/b/K-twice.yaml:2:42: 'rule.' is a part of a sentence 2 times in the squid"
                    + " document: expected so much of its surroundings that it is clear which is"
                    + " meant",
                "suite/b/other.yaml:2:42: 'A remark.' is no rule: It asks nothing.",
                "suite/b/other.yaml:2:60: 'Nothing like it.' is not in the squid document word for"
                    + " word",
            ],
            SeedLists.Told(table.Holes));
    }

    [Fact]
    public void Without_a_hole_every_rule_has_its_scenarios_and_every_oracle_that_judges_it()
    {
        using var folder = new SeedFolder(
            squid: """
                sentences:
                  - { sentence: One., rule: true, oracles: [stays-up] }
                  - { sentence: Two., no-rule: A remark. }
                  - { sentence: Three., rule: true, evidence: [there.txt] }
                """,
            catalogue: "scenarios: [ { name: K-there } ]");
        SeedTable table = folder
            .With("a/K-there", "{ document: squid, sentence: One. Two., also: [One.] }").Table();
        Assert.Empty(SeedLists.Told(table.Holes));
        Assert.Equal(["a/K-there", ""], table.Sentences.Skip(1).Take(2).Select(Scenarios));
        Assert.Equal(["comes-back", "stays-up"], table.Sentences[1].Oracles);
        Assert.Empty(table.Sentences[2].Oracles);
        Assert.Equal("a/K-there", Assert.Single(table.Catalogue).Scenario?.Name);
    }

    [Fact]
    public void A_scenario_of_the_suite_that_quotes_nothing_is_a_hole()
    {
        using var folder = new SeedFolder(
            squid: "sentences: [ { sentence: One., rule: true } ]");
        folder.With("a/quotes", "{ document: squid, sentence: One. }")
            .WithText("a/quotes-nothing", "workers: [{ name: web }]\nclaims: [comes-back]\n");
        Assert.Equal(
            [
                "suite/a/quotes-nothing.yaml:1:1: this scenario stands for no sentence of the"
                    + " documents: expected 'stands-for'",
            ],
            SeedLists.Told(folder.Table().Holes));
    }

    private static string Scenarios(SeedRow row) =>
        string.Join(' ', row.Scenarios.Select(scenario => scenario.Name));
}
