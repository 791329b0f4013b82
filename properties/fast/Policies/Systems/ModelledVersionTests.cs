using Harness.Reference.Policies.Systems;
using Xunit;

namespace Harness.Properties.Policies.Systems;

/// <summary>Which modelled version is the nearest to one that is not.</summary>
public sealed class ModelledVersionTests
{
    private const string Far = "99999999999999999999999999999999999999";

    [Theory]
    [InlineData("252 257", "255", "257")]
    [InlineData("252 257", "254", "252")]
    [InlineData("252 257", "1", "252")]
    [InlineData("252 257", Far, "257")]
    [InlineData("252 257", "255.4-1ubuntu8.4", "257")]
    [InlineData("252 257", "v254", "252")]
    [InlineData("252 257", "257~rc1", "257")]
    [InlineData("252 257", "257.9.9.9.9.9.9.9.9.9", "257")]
    [InlineData("5.7 6.13 7", "6", "6.13")]
    [InlineData("5.7 6.13 7", "6.1", "6.13")]
    [InlineData("5.7 6.13 7", "5.99", "5.7")]
    [InlineData("0.45.2 0.61 0.62", "0.54", "0.61")]
    [InlineData("0.45.2 0.61 0.62", "0.52", "0.45.2")]
    [InlineData("0.45.2 0.61 0.62", "0.62.6", "0.62")]
    [InlineData("25.2.3 27.3.4.1", "26.2.5", "25.2.3")]
    [InlineData("6.4 design-text", "6.0", "6.4")]
    [InlineData("6.4 design-text", "8", "6.4")]
    public void The_nearest_version_is_that_of_the_nearest_numbers_the_first_ones_before_the_rest(
        string modelled, string version, string nearest)
    {
        Assert.Equal(
            nearest, ModelledVersions.Nearest(version, modelled.Split(' '), out bool isTied));
        Assert.False(isTied);
    }

    [Theory]
    [InlineData("25.2.3 27.3.4.1", "26", "27.3.4.1")]
    [InlineData("8.2 8.4", "8.3", "8.4")]
    [InlineData("8.2 8.4", "8", "8.4")]
    [InlineData("5.7 6.13 7 9", "8", "9")]
    public void Of_two_as_near_it_is_the_newer(string modelled, string version, string nearest)
    {
        Assert.Equal(
            nearest, ModelledVersions.Nearest(version, modelled.Split(' '), out bool isTied));
        Assert.True(isTied);
    }

    [Theory]
    [InlineData("252 257", "")]
    [InlineData("252 257", "v")]
    [InlineData("252 257", "main")]
    [InlineData("252 257", "-5")]
    [InlineData("252 257", "\u0662\u0665\u0665")]
    [InlineData("3e72cb6", "3e72cb7")]
    [InlineData("MS-SCMR", "10")]
    public void What_has_no_numbers_is_near_to_none(string modelled, string version) =>
        Assert.Null(ModelledVersions.Nearest(version, modelled.Split(' '), out _));

    [Theory]
    [InlineData("255", "252 257",
        "unknown version '255' of x: expected one of 252, 257; the nearest modelled version is"
            + " 257")]
    [InlineData("8.3", "8.2 8.4",
        "unknown version '8.3' of x: expected one of 8.2, 8.4; the nearest modelled version is 8.4,"
            + " the newer of two as near")]
    [InlineData("1.31", "1.33",
        "unknown version '1.31' of x: expected 1.33, the only one that is modelled")]
    [InlineData("desgin-text", "6.4 design-text",
        "unknown version 'desgin-text' of x: expected one of 6.4, design-text; did you mean"
            + " 'design-text'?")]
    [InlineData("main", "252 257", "unknown version 'main' of x: expected one of 252, 257")]
    public void Of_a_version_that_is_not_modelled_it_is_said_which_are_and_which_is_near(
        string version, string modelled, string problem) =>
        Assert.Equal(problem, ModelledVersions.Unknown("x", version, modelled.Split(' ')));

    [Fact]
    public void Of_every_system_some_version_is_the_nearest_or_the_only_one() => Assert.All(
        PolicyCatalogue.All,
        system =>
        {
            string problem = ModelledVersions.Unknown(system.Slug, "0.0.0.1", system.Versions);
            Assert.True(
                problem.Contains("the nearest modelled version is ", StringComparison.Ordinal)
                || problem.EndsWith("the only one that is modelled", StringComparison.Ordinal),
                problem);
        });
}
