using Harness.Scenarios.Commands;
using Harness.Sim.Oracles;
using Xunit;

namespace Harness.Properties.Commands;

public sealed class ExitCodeTests
{
    [Theory]
    [InlineData(FakeRunner.Passes, 0)]
    [InlineData(FakeRunner.FailsAtTimes, 1)]
    [InlineData(FakeRunner.NeverReached, 2)]
    [InlineData(FakeRunner.AppliesNowhere, 2)]
    [InlineData(FakeRunner.Bounded, 2)]
    [InlineData(FakeRunner.Leaks, 70)]
    [InlineData(FakeRunner.Throws, 70)]
    public async Task A_run_exits_with_the_code_of_its_worst_verdict(string scenario, int expected)
    {
        using var cli = new Cli();
        Assert.Equal(expected, await cli.Run("run", scenario, FakeRunner.Passes));
    }

    [Fact]
    public async Task Inconclusive_exits_with_0_where_that_is_allowed()
    {
        using var cli = new Cli();
        Assert.Equal(0, await cli.Run("run", FakeRunner.NeverReached, "--allow-inconclusive"));
        Assert.Contains("Inconclusive", cli.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Verdict.Fail, 1)]
    [InlineData(Verdict.HarnessFault, 70)]
    public void Allowing_inconclusive_allows_nothing_worse(Verdict verdict, int expected) =>
        Assert.Equal(expected, ExitCode.Of(verdict, allowInconclusive: true));

    [Fact]
    public async Task No_command_runs_the_whole_suite_with_each_scenarios_own_seeds()
    {
        using var cli = new Cli { Suite = new FakeSuite(FakeRunner.Passes) };
        Assert.Equal(0, await cli.Run());
        Assert.Contains("Pass: 1 scenarios, 20 runs", cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_that_cannot_be_started_is_a_harness_fault()
    {
        using var cli = new Cli
        {
            Worker = new("/no/such/worker", [], new Dictionary<string, string>()),
        };
        Assert.Equal(70, await cli.Run("run", FakeRunner.Passes));
        Assert.Contains("/no/such/worker cannot be started", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupted_run_exits_with_130_and_leaves_the_report_as_it_was()
    {
        using var cli = new Cli { Stop = new CancellationToken(canceled: true) };
        Assert.Equal(130, await cli.Run("run", FakeRunner.Passes));
        Assert.Contains("interrupted", cli.Out, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(cli.Report, "results.json")));
    }
}
