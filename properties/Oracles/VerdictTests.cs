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

    [Fact]
    public void A_claim_of_a_recording_is_judged_only_where_it_is_named() => Assert.DoesNotContain(
        Scenes.Of(Scenes.Worker()).Run().Claims, claim => claim.Oracle == "starts-as-recorded");
}
