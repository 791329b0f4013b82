using System.Text;
using Harness.Properties.Configuration;
using Harness.Reference.Documents;
using Harness.Sim.Loading;
using Xunit;

namespace Harness.Properties.Loading;

/// <summary>A good file with a few characters or lines changed, thousands of times.</summary>
public sealed class Mutated_files
{
    private const int Runs = 4000;
    private const string Odd = "{}[]:,-#&*!|>'\"%@`~?. \t\n\r\\0\uFEFF\u2028\u00e9";

    private const string Full = Files.Least + """
        supervisor:
          starts-at: 0s
          started-again-after: never
          error-threshold: 2
        clients: { count: 2, ask-every: 100ms..1s }
        cache: { keys: 8, slots: 4, private-keys: 2, pages: 9, write-in: 5ms..1s }
        timeline:
          - { at: 5s, crash: web-1, signal: KILL }
          - { at: 8s, refuse-starts: db, times: 2, failure: no-resources }
          - { at: 9s, hints: db, trouble: late, by: 3s, times: 1 }
          - { life: 1, call: 17, moment: before-effect, kill: supervisor }
          - at: 9s
            fail-files: write
            error: no-space
          - { at: 9s, corrupt-transaction: db, stage: storing }
          - { at: 9s, fail-access-checks: db, times: 3 }
        drawn:
          - { stall-writes: cache, for: 1s..5s, when: 0s..60s }
          - { step: wall-clock, by: -1h..1h, times: 2, when: 0s..60s }
          - { kill: supervisor, times: 1, calls: 0..40 }

        """;

    [Fact]
    public void The_file_itself_is_good() => Files.Good(Files.Load(Full));

    [Fact]
    public void Each_gives_either_a_scenario_or_problems_with_places_in_the_file()
    {
        int good = 0;
        for (int seed = 0; seed < Runs; seed++)
        {
            string text = Mutated(new Random(seed));
            LoadResult result = Loaded(text, seed);
            Assert.True((result.Scenario is null) == (result.Problems.Count > 0), $"seed {seed}");
            Assert.All(result.Problems, problem => CheckPlace(problem, text, seed));
            good += result.Scenario is null ? 0 : 1;
        }

        // Otherwise the mutations would be too wild, or too tame, to say anything.
        Assert.InRange(good, Runs / 100, Runs / 2);
    }

    [Fact]
    public void Each_gives_the_same_twice()
    {
        for (int seed = 0; seed < Runs / 10; seed++)
        {
            string text = Mutated(new Random(seed));
            LoadResult first = Loaded(text, seed);
            LoadResult second = Loaded(text, seed);
            Assert.Equal(first.Problems, second.Problems);
            Assert.Equivalent(first.Scenario, second.Scenario, strict: true);
        }
    }

    [Fact]
    public void Bytes_of_any_kind_never_throw()
    {
        for (int seed = 0; seed < Runs; seed++)
        {
            var random = new Random(seed);
            byte[] bytes = Encoding.UTF8.GetBytes(Full);
            for (int change = random.Next(1, 4); change > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            LoadResult result = Files.Loader.Load(Files.Path, Files.Name, bytes);
            Assert.True((result.Scenario is null) == (result.Problems.Count > 0), $"seed {seed}");
        }
    }

    private static LoadResult Loaded(string text, int seed)
    {
        try
        {
            return Files.Load(text);
        }
        catch (Exception wrong)
        {
            throw new InvalidOperationException($"seed {seed} threw, for:\n{text}", wrong);
        }
    }

    private static void CheckPlace(Problem problem, string text, int seed)
    {
        string[] lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
        Assert.True(
            problem.Line >= 1 && problem.Line <= lines.Length
                && problem.Column >= 1 && problem.Column <= lines[problem.Line - 1].Length + 1,
            $"seed {seed}: {problem} for:\n{text}");
    }

    private static string Mutated(Random random) => TextMutation.Of(Full, random, Odd);
}
