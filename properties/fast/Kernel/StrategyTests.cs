using Harness.Sim.Kernel;
using Xunit;

namespace Harness.Properties.Kernel;

[Collection(nameof(AloneWithThePool))]
public class StrategyTests
{
    [Fact]
    public void A_strategy_that_learns_sees_every_order_once_and_then_has_nothing_left()
    {
        var strategy = new DepthFirst();
        var orders = new List<string>();
        while (strategy.Begin(0) is { } execution)
        {
            SimRun run = SimRun.Of(execution, Three);
            strategy.Learn(new ExecutionRecord(0, run.Outcome, run.Digest, IsFailure: false));
            orders.Add(run.Order);
        }

        Assert.Equal(
            ["a b c", "a c b", "b a c", "b c a", "c a b", "c b a"],
            orders.Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(SimRun.Orders(200, Three), orders.ToHashSet().Order(StringComparer.Ordinal));
        Assert.Null(strategy.Begin(0));
    }

    [Fact]
    public void Chance_has_an_execution_for_every_seed_and_the_same_one_for_the_same()
    {
        var strategy = new KeyedStrategy();
        string[] digests =
        [
            .. new ulong[] { 1, 2, 1 }.Select(
                seed => SimRun.Of(strategy.Begin(seed), Traffic.Run).Digest),
        ];
        Assert.Equal(digests[0], digests[2]);
        Assert.NotEqual(digests[0], digests[1]);
        Assert.Equal(SimRun.Of(1, Traffic.Run).Digest, digests[0]);
    }

    [Fact]
    public void A_tape_is_one_execution_and_no_second_one()
    {
        var strategy = new ReplayStrategy(SimRun.Of(1, Traffic.Run).Outcome.Tape!);
        Assert.Equal(
            SimRun.Of(1, Traffic.Run).Digest,
            SimRun.Of(strategy.Begin(0)!, Traffic.Run).Digest);
        Assert.Null(strategy.Begin(0));
    }

    [Fact]
    public void What_was_chosen_before_a_run_is_at_the_head_of_its_tape()
    {
        var before = new Choice(new ChoiceId(ChoiceKind.Fault, 7, 0), 42);
        SimRun run = SimRun.Of(
            1, Traffic.Run, options => options with { ChosenBefore = [before] });
        Assert.Equal(before, run.Outcome.Tape!.Choices[0]);
        Assert.Equal(
            SimRun.Of(1, Traffic.Run).Outcome.Tape!.Choices, run.Outcome.Tape.Choices.Skip(1));
        Assert.Equal(SimRun.Of(1, Traffic.Run).Digest, run.Digest);
    }

    private static async Task Three(Simulation simulation, Action<string> log) =>
        await Task.WhenAll(new[] { "a", "b", "c" }.Select(name =>
            simulation.World.Spawn(name, () =>
            {
                log(name);
                return Task.CompletedTask;
            })));
}
