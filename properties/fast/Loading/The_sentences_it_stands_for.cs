using Harness.Reference.Documents;
using Harness.Reports;
using Harness.Scenarios.Coverage;
using Harness.Sim.Loading;
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
        Files.Good(result);
        Assert.Equal(
            [
                new(new Quote(SeedDocument.Squid, "One."), new Place(2, 42)),
                new(new Quote(SeedDocument.Squid, "Two."), new Place(3, 12)),
                new(new Quote(SeedDocument.Knot, "One."), new Place(3, 46)),
            ],
            SentencesOf(result));
    }

    [Fact]
    public void A_description_shows_all_of_them()
    {
        LoadResult result = Files.Changed(Usual, Several);
        string text = ScenarioText.Of(
            Files.Good(result), [], Assert.Single(result.Annotations).Description);
        Assert.Contains(
            "  A worker that crashes comes back\n"
                + "  stands for, in the squid document: \"One.\"\n"
                + "  stands for, in the squid document: \"Two.\"\n"
                + "  stands for, in the knot document: \"One.\"\n"
                + "runs for",
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
    public void So_many_are_fine(int count)
    {
        LoadResult result = Files.Changed(Usual, With(count));
        Files.Good(result);
        Assert.Equal(1 + count, SentencesOf(result).Count);
    }

    [Fact]
    public void A_loader_that_was_handed_no_reader_of_them_does_not_know_the_key() => Files.Is(
        new ScenarioLoader(["comes-back"]).Load(Files.Path, Files.Name, Files.Least),
        "2:1: unknown key 'stands-for': expected one of claim, run-for, seeds, supervisor,"
            + " services, cache, clients, step-cost, timer-lateness, groups, workers, configs,"
            + " timeline, drawn, claims");

    private static IReadOnlyList<PlacedQuote> SentencesOf(LoadResult result) =>
        Assert.IsType<StandsFor>(Assert.Single(result.Annotations)).Sentences;

    private static string With(int count)
    {
        IEnumerable<string> others = Enumerable.Range(1, count).Select(
            i => FormattableString.Invariant($"S{i}."));
        return $"{{ document: squid, sentence: One., also: [{string.Join(", ", others)}] }}";
    }
}
