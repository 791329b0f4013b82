using System.Globalization;
using Harness.Reference.Configuration;
using Harness.Reference.Options;
using Xunit;

namespace Harness.Properties.Configuration;

/// <summary>A good document with a few characters or lines changed, thousands of times.</summary>
public sealed class Mutated_configurations
{
    private const int Runs = 2000;
    private const string Odd = "{}[]:,-#&*!|>'\"%@`~?. \t\n\r\\0\uFEFF\u2028\u00e9\ud800";

    [Fact]
    public void Each_gives_either_options_or_problems_with_places_in_the_text()
    {
        int good = 0;
        for (int seed = 0; seed < Runs; seed++)
        {
            string text = Mutated(new Random(seed));
            ConfigReading reading = Reading(text, seed);
            Assert.True(
                (reading.Options is null) == (reading.Problems.Count > 0), $"seed {seed}");
            Assert.All(reading.Problems, problem => CheckPlace(problem, text, seed));
            good += reading.Options is null ? 0 : 1;
            if (reading.Options is { } options)
            {
                Assert.Empty(options.Problems());
                Configs.Same(
                    options,
                    Configs.Good(Configs.Read(SupervisorConfigWriter.Write(options).Text)));
            }
        }

        // Otherwise the mutations would be too wild, or too tame, to say anything.
        Assert.InRange(good, Runs / 100, Runs / 2);
    }

    [Fact]
    public void Each_gives_the_same_problems_twice()
    {
        for (int seed = 0; seed < Runs / 10; seed++)
        {
            string text = Mutated(new Random(seed));
            Assert.Equal(Reading(text, seed).Problems, Reading(text, seed).Problems);
        }
    }

    private static ConfigReading Reading(string text, int seed)
    {
        try
        {
            return Configs.Read(text);
        }
        catch (Exception wrong)
        {
            throw new InvalidOperationException($"seed {seed} threw, for:\n{text}", wrong);
        }
    }

    private static void CheckPlace(string problem, string text, int seed)
    {
        string[] lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
        string[] parts = problem.Split(':', 3);
        int line = int.Parse(parts[0], CultureInfo.InvariantCulture);
        int column = int.Parse(parts[1], CultureInfo.InvariantCulture);
        Assert.True(
            line >= 1 && line <= lines.Length
                && column >= 1 && column <= lines[line - 1].Length + 1
                && parts[2].Length > 1,
            $"seed {seed}: {problem} for:\n{text}");
    }

    private static string Mutated(Random random) =>
        TextMutation.Of(Configs.Full, random, Odd);
}
