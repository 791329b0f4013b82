using Harness.Sim.Loading;
using Harness.Sim.Oracles;
using Harness.Sim.Running;
using Xunit;

public class OneForOneTests
{
    private const string Crashes = """
        workers: [{ name: web, count: 2 }]
        drawn: [{ crash: any, times: 1..3, when: 10s..2min }]
        claims: [every-crashed-worker-comes-back, no-slot-runs-twice]
        """;

    [Fact]
    public void What_crashes_comes_back_under_every_seed()
    {
        LoadResult load = ScenarioLoader.Usual.Load("crashes.yaml", Crashes);
        Assert.Empty(load.Problems);
        Assert.All(Enumerable.Range(0, 20), index =>
        {
            ulong seed = Seeds.OfRun(Seeds.DefaultBase, load.Scenario!.Name, index);
            RunRecord run = ScenarioRunner.Run(
                new RunInput(load.Scenario, seed) { System = new OneForOne() });
            Assert.True(
                run.Verdict == Verdict.Pass,
                $"{run.Token}: {run.Outcome}\n{string.Join('\n', run.Claims)}");
        });
    }
}
