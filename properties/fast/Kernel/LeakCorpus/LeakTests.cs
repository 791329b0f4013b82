using Harness.Sim.Kernel;
using Xunit;

namespace Harness.Properties.Kernel;

[Collection(nameof(AloneWithThePool))]
public class LeakTests(ITestOutputHelper output)
{
    // A process has timers of its own, which are nobody's leak.
    private static readonly Timer _other =
        new(_ => { }, null, TimeSpan.FromDays(1), Timeout.InfiniteTimeSpan);

    public static TheoryData<string> Leaking =>
        [.. LeakingConstructs.All.Select(row => row.Construct)];

    public static TheoryData<string> Clean => [.. CleanConstructs.All.Select(row => row.Construct)];

    [Fact]
    public void The_table_of_leaks_has_one_line_for_every_construct()
    {
        string table = LeakCorpus.Table();
        output.WriteLine(table);

        Assert.Equal(2 * LeakingConstructs.All.Count, table.Split('\n').Length - 1);
    }

    [Theory]
    [MemberData(nameof(Leaking))]
    public void A_leaking_construct_is_found_and_named_in_20_of_20_runs(string construct)
    {
        LeakCase leak = LeakingConstructs.All.Single(row => row.Construct == construct);
        for (ulong seed = 0; seed < 20; seed++)
        {
            RunOutcome outcome = leak.Run(seed).Outcome;

            Assert.Equal((Ending.Leaked, outcome.Because), (outcome.Ending, outcome.Because));
            Assert.Contains(leak.Named!, outcome.Because, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', outcome.Because);
        }
    }

    [Theory]
    [MemberData(nameof(Clean))]
    public void A_clean_construct_gives_one_digest_in_2000_runs_of_one_seed(string construct)
    {
        LeakCase clean = CleanConstructs.All.Single(row => row.Construct == construct);
        var digests = new HashSet<string>(StringComparer.Ordinal);
        for (int run = 0; run < 2000; run++)
        {
            SimRun ran = clean.Run(seed: 7);
            GC.KeepAlive(_other);
            Assert.Equal((Ending.Completed, ""), (ran.Outcome.Ending, ran.Outcome.Because));
            digests.Add(ran.Digest);
        }

        Assert.Single(digests);
    }

    [Theory]
    [MemberData(nameof(Clean))]
    public void A_clean_construct_is_clean_under_every_seed(string construct)
    {
        LeakCase clean = CleanConstructs.All.Single(row => row.Construct == construct);
        for (ulong seed = 0; seed < 200; seed++)
        {
            RunOutcome outcome = clean.Run(seed).Outcome;

            Assert.Equal((Ending.Completed, ""), (outcome.Ending, outcome.Because));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Forgotten_work_is_found_whether_the_run_has_a_pool_thread_or_its_own(
        bool isPool)
    {
        LeakCase forgotten =
            LeakingConstructs.All.Single(row => row.Construct == "Task.Run, forgotten");
        int found = 0;
        await Task.Factory.StartNew(
            () => found = Enumerable.Range(0, 500).Count(seed =>
                Thread.CurrentThread.IsThreadPoolThread == isPool
                && forgotten.Run((ulong)seed).Outcome.Ending == Ending.Leaked),
            CancellationToken.None,
            isPool ? TaskCreationOptions.None : TaskCreationOptions.LongRunning,
            TaskScheduler.Default).WaitAsync(
                TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        Assert.Equal(500, found);
    }

    [Fact]
    public void What_a_dead_node_still_does_elsewhere_is_not_a_leak()
    {
        RunOutcome outcome = SimRun.Of(1, async (simulation, log) =>
        {
            SimNode node = simulation.AddNode("host");
            var over = new TaskCompletionSource();
            _ = node.Spawn("waiter", async () => await over.Task);
            _ = simulation.World.Spawn("killer", () =>
            {
                node.Kill();
                var late = new Thread(over.SetResult) { IsBackground = true };
                late.UnsafeStart();
                late.Join();
                return Task.CompletedTask;
            });
            await Task.Delay(TimeSpan.FromSeconds(1), simulation.World.Time);
        }).Outcome;

        Assert.Equal((Ending.Completed, ""), (outcome.Ending, outcome.Because));
    }

    [Fact]
    public void Work_that_nobody_spawned_is_named_by_a_list_of_candidates()
    {
        RunOutcome outcome = SimRun.Of(1, async (simulation, log) =>
        {
            _ = Detached(simulation);
            await Task.Delay(TimeSpan.FromSeconds(1), simulation.World.Time);
        }).Outcome;

        Assert.Equal(Ending.Leaked, outcome.Ending);
        Assert.Contains("the thread pool, in a task that its"
            + " activity does not await by itself or whose stack cannot be read:"
            + " ConfigureAwait(false)",
            outcome.Because, StringComparison.Ordinal);
    }

    private static async Task Detached(Simulation simulation) => await Task
        .Delay(TimeSpan.FromMilliseconds(1), simulation.World.Time).ConfigureAwait(false);
}
