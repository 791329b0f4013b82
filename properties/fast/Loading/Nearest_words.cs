using Harness.Reference.Documents;
using Xunit;

namespace Harness.Properties.Loading;

public sealed class Nearest_words
{
    private static readonly string[] Valid = ["workers", "timeline", "at", "always", "KILL"];

    [Theory]
    [InlineData("workrs", "workers")]
    [InlineData("wrokers", "workers")]
    [InlineData("Workers", "workers")]
    [InlineData("time-line", "timeline")]
    [InlineData("ta", "at")]
    [InlineData("kill", "KILL")]
    public void The_word_with_the_fewest_edits_is_meant(string written, string meant) =>
        Assert.Equal(meant, Words.Nearest(written, Valid));

    [Theory]
    [InlineData("wrks")]
    [InlineData("b")]
    [InlineData("")]
    [InlineData("something else")]
    public void Too_many_edits_mean_no_word(string written) =>
        Assert.Null(Words.Nearest(written, Valid));

    [Fact]
    public void Of_equally_near_words_the_first_is_meant() =>
        Assert.Equal("web-1", Words.Nearest("web-3", ["web-1", "web-2"]));

    [Fact]
    public void A_third_of_the_letters_may_differ_and_not_more()
    {
        Assert.Equal("abcdef", Words.Nearest("abcdxy", ["abcdef"]));
        Assert.Null(Words.Nearest("abcxyz", ["abcdef"]));
    }

    [Theory]
    [InlineData("knot/a-silnt-worker", "knot/a-silent-worker-is-replaced")]
    [InlineData("a-silnt-worker", "knot/a-silent-worker-is-replaced")]
    [InlineData("a-silent-wroker-is-replaced", "knot/a-silent-worker-is-replaced")]
    [InlineData("squid/stpos", "squid/stops")]
    [InlineData("knit", "knot/a-silent-worker-is-replaced")]
    [InlineData("kni", null)]
    [InlineData("something else", null)]
    [InlineData("", null)]
    public void A_name_may_be_meant_by_its_last_part_and_by_its_beginning(
        string written, string? meant) => Assert.Equal(
        meant,
        Words.NearestName(
            written, ["knot/a-silent-worker-is-replaced", "squid/stops-in-time", "squid/stops"]));

    [Fact]
    public void Only_names_are_meant_by_their_beginning() =>
        Assert.Null(Words.Nearest("tmie", ["timeline"]));

    [Fact]
    public void There_is_one_wording()
    {
        Assert.Equal("did you mean 'at'?", Words.Instead("ta", Valid));
        Assert.Equal(": did you mean 'at'?", Words.Hint("ta", Valid));
        Assert.Equal(": did you mean 'at'?", Words.HintOfName("ta", Valid));
        Assert.Equal("", Words.Hint("zzzzzz", Valid));
    }

    [Fact]
    public void Without_a_near_word_the_valid_ones_are_listed() => Assert.Equal(
        "expected one of workers, timeline, at, always, KILL", Words.Instead("zzzzzz", Valid));
}
