using Harness.Properties.Commands;
using Harness.Reports;
using Harness.Sim.Oracles;
using Harness.Sim.Running;
using Xunit;

namespace Harness.Properties.Reports;

public sealed class RunReportingTests
{
    private static readonly FakeRunner Runner = new();

    [Fact]
    public void A_run_that_passes_has_no_failure()
    {
        SeedResult result = RunReporting.Of(Run(FakeRunner.Passes, 1), Runner.Oracles);
        Assert.Null(result.Failure);
        Assert.Equal(60_000, result.VirtualMs);
        Assert.Equal("0000000000000001", result.Seed);
    }

    [Fact]
    public void A_failed_claim_has_its_sentence_window_and_faults()
    {
        SeedResult result = RunReporting.Of(Run(FakeRunner.FailsAtTimes, 4), Runner.Oracles);
        Assert.Equal(Verdict.Fail, result.Verdict);
        Assert.Equal("Nobody is refused.", result.Failure!.Sentence);
        Assert.Equal(8, result.Failure.Window.Count);
        Assert.Equal(["{ at: 2s, kill: supervisor }"], result.Failure.Faults);
    }

    [Fact]
    public void A_claim_that_was_not_reached_in_one_run_is_no_failure_of_it()
    {
        SeedResult result = RunReporting.Of(Run(FakeRunner.NeverReached, 1), Runner.Oracles);
        Assert.Equal(Verdict.Pass, result.Verdict);
        Assert.Null(result.Failure);
        Assert.False(result.Claims[0].IsReached);
    }

    [Fact]
    public void A_run_of_which_no_claim_applies_says_so()
    {
        SeedResult result = RunReporting.Of(Run(FakeRunner.AppliesNowhere, 1), Runner.Oracles);
        Assert.Equal(Verdict.Inconclusive, result.Verdict);
        Assert.Equal(FakeRunner.Named, result.Failure!.Claim);
        Assert.Equal(
            "no claim applies, and so nothing is shown: there is no such thing",
            result.Failure.Because);
    }

    [Fact]
    public void An_ending_that_is_at_fault_is_told_with_what_was_pending()
    {
        RunRecord run = Run(FakeRunner.Leaks, 1);
        run = run with { Outcome = run.Outcome with { Pending = ["a call", "a wait"] } };
        FailureReport failure = RunReporting.Of(run, Runner.Oracles).Failure!;
        Assert.Equal(RunReporting.EndingClaim, failure.Claim);
        Assert.Equal("Task.Run left the simulation; pending: a call; a wait", failure.Because);
    }

    [Fact]
    public void A_bound_that_was_hit_is_told_too()
    {
        SeedResult result = RunReporting.Of(Run(FakeRunner.Bounded, 1), Runner.Oracles);
        Assert.Equal(Verdict.Inconclusive, result.Verdict);
        Assert.Equal("still running after 5,000,000 steps", result.Failure!.Because);
    }

    [Fact]
    public void A_worse_claim_is_told_before_the_ending()
    {
        RunRecord run = Run(FakeRunner.FailsAtTimes, 4) with
        {
            EndingVerdict = Verdict.Inconclusive,
        };
        Assert.Equal(FakeRunner.Named, RunReporting.Of(run, Runner.Oracles).Failure!.Claim);
    }

    private static RunRecord Run(string scenario, ulong seed) =>
        Runner.Run(new RunInput(FakeSuite.Make(scenario), seed));
}
