using Harness.Scenarios.Coverage;
using Xunit;

namespace Harness.Properties.Coverage;

/// <summary>All problems of all files, with their places.</summary>
public sealed class BadSeedFilesTests
{
    private const string Sentences = """
        sentences:
          - sentence: A rule.
            rule: false
          - sentence: Both.
            rule: true
            no-rule: A reason.
          - sentence: Neither.
          - sentense: Misspelt.
            rule: true
          - sentence: ""
            rule: yes
          - sentence: With too much.
            no-rule: A reason.
            oracles: [comes-back]
            evidence: [/etc/passwd, ../up, a\b, a//b]
          - sentence: Twice.
            rule: true
            oracles: [stays-up, stays-up]
            evidence: []
          - word
        more: 1
        """;

    private const string Catalogue = """
        scenarios:
          - name: K-clock
          - name: K-clock
            not-expressible: A reason.
          - name: K clock
          - nane: K-other
          - {}
        """;

    [Fact]
    public void Every_problem_of_every_file_is_listed_at_its_place()
    {
        using var folder = new SeedFolder(squid: Sentences, knot: null, catalogue: Catalogue);
        Assert.Equal(
            [
                "seeds/knot.yaml:1:1: the file cannot be read: it is not there",
                "seeds/squid.yaml:3:11: 'rule' is 'false': expected true, or 'no-rule' with the"
                    + " reason",
                "seeds/squid.yaml:6:5: 'rule' and 'no-rule' exclude each other: expected one of"
                    + " them",
                "seeds/squid.yaml:7:5: missing key 'rule' or 'no-rule'",
                "seeds/squid.yaml:8:5: unknown key 'sentense': did you mean 'sentence'?",
                "seeds/squid.yaml:10:15: 'sentence' is empty: expected a sentence",
                "seeds/squid.yaml:11:11: 'rule' is 'yes': expected true or false",
                "seeds/squid.yaml:14:5: 'oracles' goes with 'rule: true' only",
                "seeds/squid.yaml:15:5: 'evidence' goes with 'rule: true' only",
                "seeds/squid.yaml:15:16: '/etc/passwd' is not a path within the repository:"
                    + " expected one such as 'properties/fast/House/HouseTests.cs'",
                "seeds/squid.yaml:15:29: '../up' is not a path within the repository: expected one"
                    + " such as 'properties/fast/House/HouseTests.cs'",
                "seeds/squid.yaml:15:36: 'a\\b' is not a path within the repository: expected one"
                    + " such as 'properties/fast/House/HouseTests.cs'",
                "seeds/squid.yaml:15:41: 'a//b' is not a path within the repository: expected one"
                    + " such as 'properties/fast/House/HouseTests.cs'",
                "seeds/squid.yaml:18:25: 'stays-up' is twice in 'oracles'",
                "seeds/squid.yaml:19:15: 'evidence' is empty: leave it out",
                "seeds/squid.yaml:20:5: an entry of 'sentences' is a single value: it must be a set"
                    + " of keys, such as { sentence: \"...\", rule: true }",
                "seeds/squid.yaml:21:1: unknown key 'more': expected sentences",
                "seeds/catalogue.yaml:3:11: 'K-clock' is in the catalogue twice: first on line 2",
                "seeds/catalogue.yaml:5:11: 'K clock' is not a name: expected letters, digits and"
                    + " hyphens",
                "seeds/catalogue.yaml:6:5: unknown key 'nane': did you mean 'name'?",
                "seeds/catalogue.yaml:7:5: missing key 'name'",
            ],
            SeedLists.Told(folder.Load().Problems));
    }

    [Theory]
    [InlineData("sentences: []", "1:12: 'sentences' is empty: expected those of a document")]
    [InlineData("sentences: 1", "1:12: 'sentences' is a single value: it must be a list")]
    [InlineData("{}", "1:1: missing key 'sentences'")]
    [InlineData("- 1", "1:1: the file is a list: expected keys such as 'sentences: ...'")]
    [InlineData("", "1:1: the file is empty: expected a list of sentences")]
    public void A_list_needs_sentences(string text, string problem)
    {
        using var folder = new SeedFolder(squid: text);
        Assert.Equal([$"seeds/squid.yaml:{problem}"], SeedLists.Told(folder.Load().Problems));
    }

    [Theory]
    [InlineData("scenarios: []", "1:12: 'scenarios' is empty: expected those of the catalogue")]
    [InlineData("scenario: []", "1:1: unknown key 'scenario': did you mean 'scenarios'?")]
    public void A_catalogue_needs_names(string text, string problem)
    {
        using var folder = new SeedFolder(catalogue: text);
        Assert.Equal([$"seeds/catalogue.yaml:{problem}"], SeedLists.Told(folder.Load().Problems));
    }

    [Fact]
    public void A_good_folder_has_no_problem()
    {
        using var folder = new SeedFolder();
        SeedFiles files = folder.Load();
        Assert.Empty(SeedLists.Told(files.Problems));
        Assert.Equal(["A remark.", "A remark."], files.Sentences.Select(entry => entry.NoRule));
        Assert.Equal("There is nothing.", Assert.Single(files.Catalogue).NotExpressible);
    }
}
