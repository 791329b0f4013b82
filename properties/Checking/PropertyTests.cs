using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Harness.Properties.Checking;

public class PropertyTests
{
    private static readonly Arbitrary<int> _numbers = Arb.From(
        Gen.Choose(0, 1000), number => number > 0 ? [number / 2, number - 1] : []);

    [Fact]
    public void A_true_property_passes()
    {
        int seen = 0;
        Property.Check(
            "numbers are small",
            _numbers,
            number => Assert.InRange(++seen * 0 + number, 0, 1000));

        Assert.Equal(100, seen);
    }

    [Fact]
    public void A_false_property_fails_with_its_shrunk_counterexample_and_its_seed()
    {
        PropertyFailedException failure = Fail(replay: null);

        Assert.Equal("100", failure.Counterexample);
        Assert.Contains("numbers stay below 100", failure.Message, StringComparison.Ordinal);
        Assert.Contains("does not hold for 100\n", failure.Message, StringComparison.Ordinal);
        Assert.Contains(
            $"HARNESS_FSCHECK_SEED={failure.Seed}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Running_with_the_printed_seed_fails_in_the_same_words()
    {
        PropertyFailedException failure = Fail(replay: null);

        Assert.Equal(failure.Message, Fail(ReplaySeed.Parse(failure.Seed.ToString())).Message);
        Assert.Equal(failure.Message, Fail(ReplaySeed.Parse(failure.Seed.ToString())).Message);
    }

    [Fact]
    public void An_assert_that_fails_inside_a_property_is_shown()
    {
        PropertyFailedException failure = Assert.Throws<PropertyFailedException>(() =>
            Property.Check("is four", Gen.Constant(5), number => Assert.Equal(4, number)));

        Assert.Contains("Expected: 4", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("1,2")]
    [InlineData("1,2,x")]
    [InlineData("1,-2,3")]
    [InlineData("1,2,3,4")]
    public void A_malformed_seed_says_what_was_expected(string text)
    {
        FormatException problem = Assert.Throws<FormatException>(() => ReplaySeed.Parse(text));

        Assert.Equal(
            $"HARNESS_FSCHECK_SEED is '{text}': expected seed,gamma,size, three whole numbers"
            + " as a failing property prints them",
            problem.Message);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void No_seed_is_no_replay(string? text) => Assert.Null(ReplaySeed.Parse(text));

    private static PropertyFailedException Fail(ReplaySeed? replay) =>
        Assert.Throws<PropertyFailedException>(() => Property.Run(
            "numbers stay below 100", _numbers, number => number < 100, 200, replay));
}
