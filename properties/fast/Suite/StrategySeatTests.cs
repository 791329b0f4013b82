using Harness.Properties.Machine;
using Harness.Sim.Faults;
using Harness.Sim.Kernel;
using Harness.Sim.Oracles;
using Harness.Sim.Running;
using Harness.Sim.Scenarios;
using Xunit;

namespace Harness.Properties.Suite;

/// <summary>A run has an input and a strategy, which learns from its record.</summary>
public sealed class StrategySeatTests
{
    public static TheoryData<string> Some =>
    [
        .. RealSuite.Scenarios.Where(scenario => scenario.Drawn.Count > 0)
            .Where((_, index) => index % 7 == 0).Select(scenario => scenario.Name),
    ];

    [Theory]
    [MemberData(nameof(Some))]
    public void The_tape_of_a_run_makes_it_again_with_the_plan_that_its_seed_drew(string name)
    {
        var input = new RunInput(RealSuite.Scenarios.Single(one => one.Name == name), 7)
        {
            Recording = Recording.Tape,
        };
        RunRecord first = ScenarioRunner.Run(input);
        var replay = new ReplayStrategy(first.Outcome.Tape!);
        RunRecord second = ScenarioRunner.Run(input with { Seed = 8 }, replay)!;
        Assert.Equal(first.Digest, second.Digest);
        Assert.Equal(Lines(first.Plan), Lines(second.Plan));
        Assert.Null(ScenarioRunner.Run(input, replay));
    }

    [Fact]
    public void What_the_plan_draws_is_on_the_tape_with_the_values_that_it_has()
    {
        Scenario scenario = RealSuite.Scenarios.First(one => one.Drawn.Count > 0);
        var chosen = new List<Choice>();
        FaultPlan plan = FaultPlanner.Plan(scenario, new KeyedExecution(3), chosen);
        RunRecord run = ScenarioRunner.Run(
            new RunInput(scenario, 3) { Recording = Recording.Tape });
        Assert.NotEmpty(chosen);
        Assert.Equal(chosen, run.Outcome.Tape!.Choices.Take(chosen.Count));
        Assert.Equal(Lines(plan), Lines(run.Plan));
    }

    [Fact]
    public void A_plan_that_is_handed_in_is_the_one_that_is_run()
    {
        Scenario scenario = RealSuite.Scenarios.First(one => one.Drawn.Count > 0);
        RunRecord drawn = ScenarioRunner.Run(new RunInput(scenario, 3));
        RunRecord stated = ScenarioRunner.Run(
            new RunInput(scenario, 3) { Plan = drawn.Plan });
        Assert.Equal(drawn.Digest, stated.Digest);
        Assert.Empty(ScenarioRunner.Run(
            new RunInput(scenario, 3) { Plan = FaultPlan.None }).All<Sim.Trace.FaultInjected>());
    }

    [Fact]
    public void A_strategy_is_told_of_every_run_that_it_began_and_how_it_ended()
    {
        var strategy = new Listening();
        Scenario scene = Scenes.Of(Scenes.Kid("web"));
        RunRecord[] runs =
        [
            .. new ulong[] { 1, 2 }.Select(
                seed => ScenarioRunner.Run(new RunInput(scene, seed), strategy)!),
        ];
        Assert.Equal([1UL, 2UL], strategy.Learned.Select(record => record.Seed));
        Assert.Equal(
            runs.Select(run => run.Digest), strategy.Learned.Select(record => record.Digest));
        Assert.Equal(
            runs.Select(run => run.Verdict >= Verdict.Fail),
            strategy.Learned.Select(record => record.IsFailure));
    }

    private static string[] Lines(FaultPlan plan) =>
        [.. plan.Faults.Select(fault => fault.ToYaml())];

    private sealed class Listening : Strategy
    {
        public List<ExecutionRecord> Learned { get; } = [];

        public override Execution Begin(ulong seed) => new KeyedExecution(seed);

        public override void Learn(ExecutionRecord record) => Learned.Add(record);
    }
}
