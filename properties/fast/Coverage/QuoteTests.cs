using Harness.Scenarios.Coverage;
using Xunit;

namespace Harness.Properties.Coverage;

/// <summary>What a quote means: whole sentences, or a part of exactly one.</summary>
public sealed class QuoteTests
{
    private static readonly string[] _sentences =
    [
        "All errors should be fatal.", "If something goes wrong, stop.", "on error:",
        "All errors should be fatal.", "It makes no sense to go on error: stop.",
    ];

    private static readonly QuoteFinder _finder = new([.. _sentences.Select((text, i) =>
        new SeedEntry { Document = SeedDocument.Knot, Sentence = text, Place = new(i, 1) })]);

    [Theory]
    [InlineData("If something goes wrong, stop.", "1")]
    [InlineData("something goes wrong", "1")]
    [InlineData("If something\u00a0goes  wrong , stop.", "1")]
    [InlineData("All errors should be fatal. If something goes wrong, stop.", "0 1")]
    [InlineData("All errors should be fatal. It makes no sense to go on error: stop.", "3 4")]
    [InlineData("stop. on error: All errors should be fatal.", "")]
    [InlineData("on error:", "2")]
    [InlineData("sense to go on error:", "4")]
    public void A_quote_is_whole_sentences_in_a_row_or_a_part_of_exactly_one(
        string quote, string found) => Assert.Equal(
            found,
            string.Join(' ', Find(quote, out _).Select(entry => entry.Place.Line)));

    [Theory]
    [InlineData(
        "All errors should be fatal.",
        "'All errors should be fatal.' occurs 2 times in the knot document: expected so much of its"
            + " surroundings that it is clear which is meant")]
    [InlineData(
        "stop.",
        "'stop.' is a part of a sentence 2 times in the knot document: expected so much of its"
            + " surroundings that it is clear which is meant")]
    [InlineData(
        "If somehting goes wrong, stop.",
        "'If somehting goes wrong, stop.' is not in the knot document word for word: did you mean"
            + " the one that begins with 'If something goes wrong, stop.'?")]
    [InlineData("Squid", "'Squid' is not in the knot document word for word")]
    [InlineData(
        "if something goes wrong",
        "'if something goes wrong' is not in the knot document word for word: did you mean the one"
            + " that begins with 'If something goes wrong, stop.'?")]
    public void What_is_not_clear_is_a_problem(string quote, string expected)
    {
        Assert.Empty(Find(quote, out string problem));
        Assert.Equal(expected, problem);
    }

    [Fact]
    public void A_sentence_of_the_other_document_is_not_found() => Assert.Empty(_finder.Find(
        new Quote(SeedDocument.Squid, "If something goes wrong, stop."), out _));

    private static IReadOnlyList<SeedEntry> Find(string quote, out string problem) =>
        _finder.Find(new Quote(SeedDocument.Knot, quote), out problem);
}
