using Harness.Sim.Kernel;
using Xunit;

namespace Harness.Properties.Kernel;

[Collection(nameof(AloneWithThePool))]
public class IsolationTests
{
    [Fact]
    public void An_added_actor_leaves_the_draws_and_the_order_of_the_others_as_they_were()
    {
        for (ulong seed = 0; seed < 100; seed++)
        {
            SimRun alone = SimRun.Of(seed, Traffic.Run);
            SimRun joined = SimRun.Of(seed, async (simulation, log) =>
            {
                Task extra = Traffic.Actor(simulation, simulation.World, log, "extra");
                await Traffic.Run(simulation, log);
                await extra;
            });

            Assert.Equal(
                alone.Events,
                joined.Events.Where(text => !text.StartsWith("extra", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void Two_simulations_at_once_do_not_disturb_each_other()
    {
        string[] expected = [.. Enumerable.Range(0, 100).Select(Digest)];
        var found = new string[2][];
        Thread[] threads = [.. Enumerable.Range(0, 2).Select(number => new Thread(() =>
            found[number] = [.. Enumerable.Range(0, 100).Select(Digest)]))];
        Array.ForEach(threads, thread => thread.Start());
        Assert.All(threads, thread => Assert.True(thread.Join(TimeSpan.FromSeconds(60)), "hangs"));

        Assert.Equal(expected, found[0]);
        Assert.Equal(expected, found[1]);

        static string Digest(int seed) => SimRun.Of((ulong)seed, Traffic.Run) is
            { Outcome.Ending: Ending.Completed } run ? run.Digest : "not completed";
    }

    [Fact]
    public void A_simulation_inside_a_simulation_disturbs_neither()
    {
        string expected = SimRun.Of(5, Traffic.Run).Digest;
        SimRun outer = SimRun.Of(6, async (simulation, log) =>
        {
            await Task.Yield();
            log(SimRun.Of(5, Traffic.Run).Digest);
            await Task.Yield();
            log("goes on");
        });

        Assert.Equal((Ending.Completed, ""), (outer.Outcome.Ending, outer.Outcome.Because));
        Assert.Equal($"{expected} goes on", outer.Order);
    }

    [Fact]
    public void A_foreign_synchronization_context_is_left_alone_and_put_back()
    {
        SimRun plain = SimRun.Of(5, Traffic.Run);
        var context = new RefusingContext();
        SynchronizationContext? before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(context);
        try
        {
            SimRun run = SimRun.Of(5, Traffic.Run);

            Assert.Equal(plain.Digest, run.Digest);
            Assert.Same(context, SynchronizationContext.Current);
            Assert.Equal((Ending.Completed, 0), (run.Outcome.Ending, context.Posts));
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    [Fact]
    public void A_simulation_runs_once()
    {
        var simulation = new Simulation(
            new SimulationOptions { Execution = new KeyedExecution(1) });
        simulation.Run(() => Task.CompletedTask);

        Assert.Throws<ObjectDisposedException>(() => simulation.Run(() => Task.CompletedTask));
    }

    private sealed class RefusingContext : SynchronizationContext
    {
        internal int Posts { get; private set; }

        public override void Post(SendOrPostCallback d, object? state) => Posts++;

        public override void Send(SendOrPostCallback d, object? state) => Posts++;
    }
}
