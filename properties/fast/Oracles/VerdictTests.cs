using Harness.Properties.Machine;
using Harness.Sim.Kernel;
using Harness.Sim.Oracles;
using Harness.Sim.Running;
using Xunit;

namespace Harness.Properties.Oracles;

public class VerdictTests
{
    [Fact]
    public void The_worst_verdict_is_the_last_one() => Assert.Equal(
        [
            Verdict.NotApplicable, Verdict.Pass, Verdict.Inconclusive, Verdict.Fail,
            Verdict.HarnessFault,
        ],
        Enum.GetValues<Verdict>());

    [Theory]
    [InlineData(Ending.Completed, Verdict.Pass)]
    [InlineData(Ending.Stuck, Verdict.Fail)]
    [InlineData(Ending.Livelock, Verdict.Fail)]
    [InlineData(Ending.StepBound, Verdict.Inconclusive)]
    [InlineData(Ending.TimeBound, Verdict.Inconclusive)]
    [InlineData(Ending.Leaked, Verdict.HarnessFault)]
    [InlineData(Ending.Crashed, Verdict.HarnessFault)]
    [InlineData(Ending.Diverged, Verdict.HarnessFault)]
    public void An_ending_has_a_verdict_of_its_own(Ending ending, Verdict verdict) =>
        Assert.Equal(verdict, ScenarioRunner.VerdictOf(ending));

    [Theory]
    [InlineData(true, Verdict.Inconclusive)]
    [InlineData(false, Verdict.NotApplicable)]
    public void A_claim_that_was_not_reached_counts_only_where_it_is_named(
        bool isNamed, Verdict verdict) => Assert.Equal(
        verdict, new ClaimFinding("x", isNamed, Finding.NotReached("no")).Verdict);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_claim_that_cannot_be_judged_is_not_applicable_named_or_not(bool isNamed)
    {
        var claim = new ClaimFinding("x", isNamed, Finding.NotApplicable("no such thing"));
        Assert.Equal(Verdict.NotApplicable, claim.Verdict);
        Assert.False(claim.Finding.IsReached);
    }

    public static TheoryData<Verdict, Verdict, Finding[], Finding[]> Runs => new()
    {
        // What is expected, of the ending, the named claims, the others.
        { Verdict.Inconclusive, Verdict.Pass, [None], [] },
        { Verdict.Inconclusive, Verdict.Pass, [None, None], [Finding.Pass] },
        { Verdict.Inconclusive, Verdict.Pass, [], [None, Unreached] },
        { Verdict.Pass, Verdict.Pass, [None, Finding.Pass], [] },
        { Verdict.Pass, Verdict.Pass, [None, Unreached], [] },
        { Verdict.Pass, Verdict.Pass, [], [None, Finding.Pass] },
        { Verdict.Pass, Verdict.Pass, [], [] },
        { Verdict.Fail, Verdict.Pass, [None], [Finding.Fail("x", 0, 0)] },
        { Verdict.Fail, Verdict.Fail, [None], [] },
        { Verdict.Fail, Verdict.Fail, [], [] },
    };

    [Theory]
    [MemberData(nameof(Runs))]
    public void A_run_none_of_whose_claims_applies_is_inconclusive_and_one_that_does_is_enough(
        Verdict expected, Verdict ending, Finding[] named, Finding[] others)
    {
        RunRecord run = Scenes.Of(Scenes.Worker()).Run() with
        {
            EndingVerdict = ending,
            Claims =
            [
                .. named.Select(finding => new ClaimFinding("named", true, finding)),
                .. others.Select(finding => new ClaimFinding("other", false, finding)),
            ],
        };
        Assert.Equal(expected, run.Verdict);
    }

    private static readonly Finding None = Finding.NotApplicable("there is no such thing");
    private static readonly Finding Unreached = Finding.NotReached("it did not happen");

    [Fact]
    public void A_claim_of_a_recording_is_judged_only_where_it_is_named() => Assert.DoesNotContain(
        Scenes.Of(Scenes.Worker()).Run().Claims, claim => claim.Oracle == "starts-as-recorded");
}
