using System.Collections.Concurrent;
using Harness.Sim.Kernel;
using Xunit;

namespace Harness.Properties.Kernel;

/// <summary>
/// In production all actors share one exclusive scheduler; the simulation gives each its own. What
/// production can show, the simulation must be able to show.
/// </summary>
[Collection(nameof(AloneWithThePool))]
public class ConformanceTests
{
    private const int Seeds = 300;

    public static TheoryData<string> Programs =>
        [.. ConformancePrograms.All.Select(program => program.Name)];

    [Theory]
    [MemberData(nameof(Programs))]
    public void Every_order_of_production_is_an_order_of_the_simulation(string name)
    {
        ConformanceProgram program = Named(name);
        SortedSet<string> production = Production(program.Body);
        SortedSet<string> simulated = Simulated(program.Body);

        Assert.Subset(simulated, production);
        if (program.OnlyOrder is { } only)
        {
            Assert.Equal([only], production);
            Assert.Equal([only], simulated);
        }
    }

    [Fact]
    public void The_simulation_shows_more_than_one_order_where_production_could()
    {
        Assert.True(Simulated(Named("two yielding actors").Body).Count >= 10);
        Assert.Equal(
            ["a any b", "a b any", "b a any", "b any a"],
            Simulated(Named("WhenAny over two actors").Body));
    }

    [Fact]
    public void Nobody_gets_in_between_an_inner_methods_return_and_its_callers_next_line()
    {
        Func<Stage, Task> program = ConformancePrograms.ReturnToCaller;

        Assert.All(Production(program).Concat(Simulated(program)),
            order => Assert.Contains("returns next-line", order, StringComparison.Ordinal));
    }

    [Fact]
    public void A_scheduler_that_refuses_inlining_is_told_apart()
    {
        SortedSet<string> refused = new(
            [Shared(new QueueingScheduler(), ConformancePrograms.ReturnToCaller)],
            StringComparer.Ordinal);

        Assert.False(refused.IsSubsetOf(Production(ConformancePrograms.ReturnToCaller)));
        Assert.False(refused.IsSubsetOf(Simulated(ConformancePrograms.ReturnToCaller)));
    }

    private static ConformanceProgram Named(string name) =>
        ConformancePrograms.All.Single(program => program.Name == name);

    private static SortedSet<string> Simulated(Func<Stage, Task> program)
    {
        SimProgram body = (simulation, log) => program(new Stage(
            (name, life) => simulation.World.Spawn(name, life), log));
        SortedSet<string> orders = SimRun.Orders(Seeds, body);
        orders.Add(SimRun.Of(new FifoExecution(1), body).Order);
        return orders;
    }

    private static SortedSet<string> Production(Func<Stage, Task> program) => new(
        Enumerable.Range(0, 25).Select(_ =>
            Shared(new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler, program)),
        StringComparer.Ordinal);

    private static string Shared(TaskScheduler scheduler, Func<Stage, Task> program)
    {
        var events = new ConcurrentQueue<string>();
        Task whole = Start(() => program(new Stage((_, life) => Start(life), events.Enqueue)));
        Assert.True(
            ((IAsyncResult)whole).AsyncWaitHandle.WaitOne(TimeSpan.FromSeconds(60)), "hangs");
        Assert.True(whole.IsCompletedSuccessfully, whole.Exception?.ToString());
        return string.Join(' ', events);

        Task Start(Func<Task> life) => Task.Factory.StartNew(
            life, CancellationToken.None, TaskCreationOptions.None, scheduler).Unwrap();
    }

    /// <summary>One continuation at a time, in order, none inside another.</summary>
    private sealed class QueueingScheduler : TaskScheduler
    {
        private readonly ConcurrentExclusiveSchedulerPair _pair = new();

        protected override void QueueTask(Task task) => Task.Factory.StartNew(
            () => TryExecuteTask(task),
            CancellationToken.None,
            TaskCreationOptions.None,
            _pair.ExclusiveScheduler);

        protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
            false;

        protected override IEnumerable<Task> GetScheduledTasks() => [];
    }
}
