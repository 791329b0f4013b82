using System.Text.Json;
using Harness.Sim.Running;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;
using Xunit;

namespace Harness.Properties.Suite;

/// <summary>
/// Digests of a few runs are committed, so that every other machine is a check of determinism. If a
/// change of the product changes traces on purpose, raise <see cref="RunTrace.Version"/> and write
/// the file anew: set HARNESS_GOLDEN to the path of properties/fast/golden/digests.json and run
/// this test.
/// </summary>
public sealed class GoldenDigestTests
{
    private const int RunsOfEach = 2;

    [Fact]
    public void The_committed_digests_are_reproduced_here()
    {
        SortedDictionary<string, string> measured = Measure();
        if (Environment.GetEnvironmentVariable("HARNESS_GOLDEN") is { Length: > 0 } path)
        {
            File.WriteAllText(path, Format(measured));
            Assert.Fail($"written to {path}: look at the difference, and commit it");
        }

        string golden = File.ReadAllText(
            Path.Combine(AppContext.BaseDirectory, "golden", "digests.json"));
        Assert.Equal(golden, Format(measured));
    }

    private static SortedDictionary<string, string> Measure()
    {
        var digests = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (Scenario scenario in RealSuite.Scenarios)
        {
            for (int i = 0; i < RunsOfEach; i++)
            {
                ulong seed = Seeds.OfRun("golden", scenario.Name, i);
                RunRecord run = ScenarioRunner.Run(new RunInput(scenario, seed));
                digests[run.Token.ToString()] = run.Digest;
            }
        }

        return digests;
    }

    private static string Format(SortedDictionary<string, string> digests) =>
        JsonSerializer.Serialize(digests, GoldenJson.Default.SortedDictionaryStringString) + "\n";
}
