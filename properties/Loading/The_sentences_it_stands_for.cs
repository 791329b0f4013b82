using Harness.Reference.Documents;
using Harness.Reports;
using Harness.Scenarios.Loading;
using Harness.Sim.Scenarios;
using Xunit;

namespace Harness.Properties.Loading;

public sealed class The_sentences_it_stands_for
{
    private const string Usual = "{ document: squid, sentence: \"Squid should recover\" }";

    private const string Several = """
        { document: squid, sentence: One.,
            also: [Two., { document: knot, sentence: One. }] }
        """;

    [Fact]
    public void More_sentences_are_of_the_same_document_or_of_the_one_they_name()
    {
        LoadResult result = Files.Changed(Usual, Several);
        Scenario scenario = Files.Good(result);
        Assert.Equal(SeedDocument.Squid, scenario.Document);
        Assert.Equal("One.", scenario.StandsFor);
        Assert.Equal(
            [new Quote(SeedDocument.Squid, "Two."), new Quote(SeedDocument.Knot, "One.")],
            scenario.Also);
        Assert.Equal(new Quote(SeedDocument.Squid, "One."), scenario.Quotes[0]);
        Assert.Equal([new Place(2, 42), new Place(3, 12), new Place(3, 46)], result.QuotePlaces);
    }

    [Fact]
    public void A_description_shows_all_of_them()
    {
        string text = ScenarioText.Of(Files.Good(Files.Changed(Usual, Several)), []);
        Assert.Contains(
            "  stands for, in the squid document:\n    \"One.\"\n"
                + "  stands for, in the squid document:\n    \"Two.\"\n"
                + "  stands for, in the knot document:\n    \"One.\"\n",
            text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_sentence_is_quoted_once() => Files.Is(
        Files.Changed(Usual, "{ document: squid, sentence: One., also: [One., Two.] }"),
        "2:55: 'One.' is quoted twice: first on line 2");

    [Fact]
    public void Everything_wrong_with_them_is_told() => Files.Is(
        Files.Changed(
            Usual,
            "{ document: squit, sentence: '', also: [[], { document: knott }, { sentence: A. }] }"),
        "2:25: 'document' is 'squit': did you mean 'squid'?",
        "2:42: 'sentence' is empty: expected a sentence",
        "2:53: an entry of 'also' is a list: it must be a single value",
        "2:57: missing key 'sentence'",
        "2:69: 'document' is 'knott': did you mean 'knot'?",
        "2:78: missing key 'document'");

    [Theory]
    [InlineData(0)]
    [InlineData(21)]
    public void There_are_1_to_20_of_them(int count) => Files.Is(
        Files.Changed(Usual, With(count)),
        FormattableString.Invariant($"2:54: 'also' has {count} entries: expected 1 to 20"));

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public void So_many_are_fine(int count) =>
        Assert.Equal(count, Files.Good(Files.Changed(Usual, With(count))).Also.Count);

    private static string With(int count)
    {
        IEnumerable<string> others = Enumerable.Range(1, count).Select(
            i => FormattableString.Invariant($"S{i}."));
        return $"{{ document: squid, sentence: One., also: [{string.Join(", ", others)}] }}";
    }
}
