using Harness.Scenarios.Commands;
using Harness.Sim.Scenarios;
using Xunit;

namespace Harness.Properties.Commands;

public sealed class SelectionTests
{
    private static readonly Scenario[] Suite =
    [
        .. new[] { "knot/adopts", "knot/adopts-twice", "squid/adopts", "squid/pauses" }
            .Select(FakeSuite.Make),
    ];

    [Theory]
    [InlineData("squid/*", "squid/adopts squid/pauses")]
    [InlineData("*/adopts", "knot/adopts squid/adopts")]
    [InlineData("*", "knot/adopts knot/adopts-twice squid/adopts squid/pauses")]
    [InlineData("knot/adop??", "knot/adopts")]
    [InlineData("knot/", "knot/adopts knot/adopts-twice")]
    [InlineData("adopts-", "knot/adopts-twice")]
    [InlineData("PAUSES", "squid/pauses")]
    [InlineData("knot/adopts", "knot/adopts")]
    [InlineData("knot/adopt", "knot/adopts knot/adopts-twice")]
    public void A_pattern_picks(string pattern, string expected) =>
        Assert.Equal(expected, string.Join(' ', Pick(pattern, out _)));

    [Fact]
    public void Several_patterns_pick_each_scenario_once_in_the_order_of_the_suite()
    {
        var problems = new List<string>();
        Assert.Equal(
            ["knot/adopts", "squid/adopts", "squid/pauses"],
            Selection.Of(Suite, ["squid/*", "*/adopts"], problems).Select(found => found.Name));
        Assert.Empty(problems);
    }

    [Theory]
    [InlineData(
        "squid/pauzes", "no scenario matches 'squid/pauzes': did you mean 'squid/pauses'?")]
    [InlineData("pawses", "no scenario matches 'pawses': did you mean 'squid/pauses'?")]
    [InlineData(
        "knot/adpots-t", "no scenario matches 'knot/adpots-t': did you mean 'knot/adopts-twice'?")]
    [InlineData("zzzzzzzzzzzzzzzzz", "no scenario matches 'zzzzzzzzzzzzzzzzz'")]
    [InlineData("", "no scenario matches ''")]
    public void A_pattern_that_picks_nothing_is_a_problem_with_the_nearest_name(
        string pattern, string expected)
    {
        Assert.Empty(Pick(pattern, out List<string> problems));
        Assert.Equal([expected], problems);
    }

    [Fact]
    public void A_scenario_of_the_suite_is_suggested_by_its_beginning_and_in_full()
    {
        const string Name =
            "knot/a-silent-worker-is-replaced-and-the-others-are-left-alone-for-the-time-being";
        var problems = new List<string>();
        Selection.Of([.. Suite, FakeSuite.Make(Name)], ["knot/a-silnt-worker"], problems);
        Assert.Equal(
            [$"no scenario matches 'knot/a-silnt-worker': did you mean '{Name}'?"], problems);
    }

    [Fact]
    public void One_scenario_is_wanted_and_several_are_found()
    {
        var problems = new List<string>();
        Assert.Null(Selection.One(Suite, "pts-or", problems));
        problems.Clear();
        Assert.Null(Selection.One(Suite, "squid", problems));
        Assert.Equal(["'squid' can be any of squid/adopts, squid/pauses"], problems);
    }

    private static IEnumerable<string> Pick(string pattern, out List<string> problems)
    {
        problems = [];
        return Selection.Of(Suite, [pattern], problems).Select(found => found.Name);
    }
}
