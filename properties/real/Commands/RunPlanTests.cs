using Harness.Scenarios.Jobs;
using Harness.Scenarios.Patches;
using Xunit;

namespace Harness.Properties.Commands;

/// <summary>Which lane is handed which runs.</summary>
public sealed class RunPlanTests
{
    private static readonly BuiltMutant A = new("a", "");
    private static readonly BuiltMutant B = new("b", "");
    private static readonly BuiltMutant C = new("c", "");

    [Fact]
    public void A_lane_goes_on_with_its_mutant_and_then_takes_one_that_nobody_has()
    {
        RunPlan plan = Plan(A, B, C);
        Assert.Equal("a", NameOf(plan.Take("first")));
        Assert.Equal("b", NameOf(plan.Take("second")));
        Assert.Equal(["a", "a", "a"], Taken(plan, "first", 3));
        Assert.Equal(["c", "c"], Taken(plan, "first", 2));
        Assert.Equal(["b", "b", "b"], Taken(plan, "second", 3));
    }

    [Fact]
    public void A_lane_helps_another_one_when_no_mutant_is_left_that_nobody_has()
    {
        RunPlan plan = Plan(A, B);
        Assert.Equal(["a", "a", "a", "a"], Taken(plan, "first", 4));
        Assert.Equal(["b"], Taken(plan, "second", 1));
        Assert.Equal(["b", "b"], Taken(plan, "first", 2));
        Assert.Equal(["b"], Taken(plan, "second", 1));
        Assert.Null(plan.Take("first"));
        Assert.Null(plan.Take("second"));
    }

    [Fact]
    public void Runs_are_numbered_as_they_are_handed_out()
    {
        RunPlan plan = Plan(A, B);
        Assert.Equal(
            Enumerable.Range(0, 8).Select(number => (long?)number),
            Enumerable.Range(0, 8).Select(number => plan.Take($"{number % 2}")?.Sequence));
    }

    [Fact]
    public void What_is_enough_of_one_scenario_with_one_mutant_is_not_of_the_others()
    {
        RunPlan plan = Plan(A, B);
        Batch first = plan.Take("first")!;
        plan.Enough(first.Planned);
        Batch next = plan.Take("first")!;
        Assert.Equal("a", NameOf(next));
        Assert.NotEqual(first.Planned.Scenario.Name, next.Planned.Scenario.Name);
        Batch other = plan.Take("second")!;
        Assert.Equal(first.Planned.Scenario.Name, other.Planned.Scenario.Name);
        Assert.Equal("b", NameOf(other));
    }

    [Fact]
    public void Without_mutants_all_lanes_share_what_there_is()
    {
        var plan = new RunPlan([new(FakeSuite.Make(FakeRunner.Passes), 4, "1")], 2, mostAtOnce: 1);
        Assert.Equal(
            [0, 1, 2, 3],
            Enumerable.Range(0, 4).Select(number => plan.Take($"{number % 2}")!.First));
        Assert.Null(plan.Take("0"));
    }

    // Two scenarios with two runs of each mutant.
    private static RunPlan Plan(params BuiltMutant[] mutants) => new(
        [
            .. mutants.SelectMany(mutant => new PlannedScenario[]
            {
                new(FakeSuite.Make(FakeRunner.Passes), 2, "1", mutant),
                new(FakeSuite.Make(FakeRunner.FailsAtTimes), 2, "1", mutant),
            }),
        ],
        jobs: 2, mostAtOnce: 1);

    private static IEnumerable<string?> Taken(RunPlan plan, object lane, int count) =>
        Enumerable.Range(0, count).Select(_ => NameOf(plan.Take(lane)));

    private static string? NameOf(Batch? batch) => batch?.Planned.Mutant?.Name;
}
