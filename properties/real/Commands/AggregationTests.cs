using Harness.Sim.Oracles;
using Harness.Sim.Running;
using Harness.Sim.Scenarios;
using Xunit;

namespace Harness.Properties.Commands;

public sealed class AggregationTests
{
    [Theory]
    [InlineData(0, 10, 1)]
    [InlineData(1, 10, 1)]
    [InlineData(10, 10, 1)]
    [InlineData(11, 10, 2)]
    [InlineData(50, 10, 5)]
    [InlineData(51, 10, 6)]
    [InlineData(100, 10, 10)]
    [InlineData(50, 3, 2)]
    [InlineData(100, 1_000_000, 1_000_000)]
    public void A_share_needs_so_many_reaches(int percent, int runs, int expected) =>
        Assert.Equal(expected, Aggregation.NeededReaches(percent, runs));

    [Theory]
    [InlineData(50, 4, 10, Verdict.Inconclusive)]
    [InlineData(50, 5, 10, Verdict.Pass)]
    [InlineData(0, 0, 10, Verdict.Inconclusive)]
    [InlineData(0, 1, 10, Verdict.Pass)]
    [InlineData(100, 9, 10, Verdict.Inconclusive)]
    [InlineData(100, 10, 10, Verdict.Pass)]
    public void A_named_claim_is_inconclusive_below_its_share_and_passes_at_it(
        int percent, int reached, int runs, Verdict expected)
    {
        ScenarioResult result = Of(percent, [.. Enumerable.Range(0, runs).Select(i =>
            Run(Claim("a", i < reached ? Verdict.Pass : Verdict.Inconclusive)))]);
        Assert.Equal([new ClaimResult("a", expected, reached)], result.Claims);
        Assert.Equal(expected, result.Verdict);
    }

    [Fact]
    public void One_failure_fails_the_claim_even_below_its_share()
    {
        ScenarioResult result = Of(100,
            Run(Claim("a", Verdict.Fail)), Run(Claim("a", Verdict.Inconclusive)));
        Assert.Equal([new ClaimResult("a", Verdict.Fail, 1)], result.Claims);
        Assert.Equal(Verdict.Fail, result.Verdict);
    }

    [Fact]
    public void An_unnamed_claim_that_was_never_reached_is_not_applicable()
    {
        ScenarioResult result = Of(0, Run(
            Claim("a", Verdict.Pass), Claim("b", Verdict.NotApplicable, isNamed: false)));
        Assert.Equal(new ClaimResult("b", Verdict.NotApplicable, 0), result.Claims[1]);
        Assert.Equal(Verdict.Pass, result.Verdict);
    }

    [Fact]
    public void An_unnamed_claim_that_was_reached_once_counts()
    {
        ScenarioResult result = Of(0,
            Run(Claim("a", Verdict.Pass), Claim("b", Verdict.NotApplicable, isNamed: false)),
            Run(Claim("a", Verdict.Pass), Claim("b", Verdict.Fail, isNamed: false)));
        Assert.Equal(new ClaimResult("b", Verdict.Fail, 1), result.Claims[1]);
        Assert.Equal(Verdict.Fail, result.Verdict);
    }

    [Fact]
    public void Named_claims_come_first_in_the_order_of_the_scenario()
    {
        ScenarioResult result = Of(0, Run(
            Claim("b", Verdict.Pass, isNamed: false), Claim("a", Verdict.Pass)));
        Assert.Equal(["a", "b"], result.Claims.Select(claim => claim.Name));
    }

    [Theory]
    [InlineData(Verdict.Inconclusive)]
    [InlineData(Verdict.Fail)]
    [InlineData(Verdict.HarnessFault)]
    public void A_bad_run_counts_although_all_claims_pass(Verdict verdict)
    {
        ScenarioResult result = Of(0,
            Run(Claim("a", Verdict.Pass)), Run() with { Verdict = verdict });
        Assert.Equal(Verdict.Pass, result.Claims[0].Verdict);
        Assert.Equal(verdict, result.Verdict);
    }

    [Fact]
    public void A_run_that_died_reaches_nothing_but_counts_for_the_share() =>
        Assert.Equal(
            Verdict.Inconclusive, Of(100, Run(Claim("a", Verdict.Pass)), Run()).Claims[0].Verdict);

    [Fact]
    public void A_scenario_without_runs_is_inconclusive() =>
        Assert.Equal(Verdict.Inconclusive, Of(0).Verdict);

    [Fact]
    public void A_scenario_none_of_whose_claims_applies_is_inconclusive()
    {
        ScenarioResult result = Of(0, Run(
            Claim("a", Verdict.NotApplicable), Claim("b", Verdict.Pass, isNamed: false)));
        Assert.Equal(new ClaimResult("a", Verdict.NotApplicable, 0), result.Claims[0]);
        Assert.Equal(Verdict.Inconclusive, result.Verdict);
    }

    [Fact]
    public void One_claim_that_applies_is_enough()
    {
        ScenarioResult result = Aggregation.Of(
            FakeSuite.Make("t/s", new ClaimUse { Name = "a" }, new ClaimUse { Name = "b" }),
            [Run(Claim("a", Verdict.NotApplicable), Claim("b", Verdict.Pass))]);
        Assert.Equal(
            [
                new ClaimResult("a", Verdict.NotApplicable, 0),
                new ClaimResult("b", Verdict.Pass, 1),
            ],
            result.Claims);
        Assert.Equal(Verdict.Pass, result.Verdict);
    }

    [Theory]
    [InlineData(1, Verdict.Inconclusive)]
    [InlineData(2, Verdict.Pass)]
    public void A_share_is_one_of_the_runs_to_which_the_claim_applies(int reached, Verdict expected)
    {
        Verdict[] verdicts =
        [
            Verdict.NotApplicable, Verdict.NotApplicable, Verdict.NotApplicable,
            .. Enumerable.Range(0, 4).Select(i => i < reached
                ? Verdict.Pass : Verdict.Inconclusive),
        ];
        ScenarioResult result = Of(50, [.. verdicts.Select(one => Run(Claim("a", one)))]);
        Assert.Equal([new ClaimResult("a", expected, reached)], result.Claims);
    }

    [Fact]
    public void A_scenario_that_names_no_claim_is_inconclusive_only_if_none_at_all_was_reached()
    {
        Scenario scenario = FakeSuite.Make("t/s", claims: []);
        SeedClaim other = Claim("b", Verdict.NotApplicable, isNamed: false);
        Assert.Equal(Verdict.Inconclusive, Aggregation.Of(scenario, [Run(other)]).Verdict);
        Assert.Equal(
            Verdict.Pass,
            Aggregation.Of(scenario, [Run(other), Run(Claim("c", Verdict.Pass, false))]).Verdict);
    }

    private static ScenarioResult Of(int sharePercent, params SeedResult[] seeds) => Aggregation.Of(
        FakeSuite.Make("t/s", new ClaimUse { Name = "a", SharePercent = sharePercent }), seeds);

    private static SeedResult Run(params SeedClaim[] claims) =>
        new("0000000000000001", Verdict.Pass, "aa", 1, 1, "token", claims, null);

    private static SeedClaim Claim(string name, Verdict verdict, bool isNamed = true) =>
        new(name, verdict, isNamed, verdict is Verdict.Pass or Verdict.Fail);
}
