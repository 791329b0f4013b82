using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Harness.Properties.Replaying;

/// <summary>A run of a property; what fails is an exception that says what to do next.</summary>
internal static class PropertyRun
{
    /// <summary>Checks what a configuration says, or the one example of a replay.</summary>
    /// <exception cref="PropertyFailedException">It does not hold, or threw.</exception>
    internal static void Check(Config config, ReplaySeed? replay, Action<Config> check)
    {
        var runner = new XunitRunner();
        config = config.WithRunner(runner);
        check(replay is { } seed ? config.WithReplay(seed.Seed, seed.Gamma, seed.Size) : config);
        switch (runner.Result)
        {
            case TestResult.Passed:
                return;
            case TestResult.Failed failed:
                throw Failure(config.Name, failed);
            default:
                throw new PropertyFailedException(
                    $"{config.Name}: too many examples were thrown away");
        }
    }

    private static PropertyFailedException Failure(string name, TestResult.Failed failed)
    {
        string first = Show(failed.Item2);
        string shrunk = Show(failed.Item3);
        Exception? because = (failed.Item4 as Outcome.Failed)?.Item;
        var seed = new ReplaySeed(failed.Item6.Seed, failed.Item6.Gamma, failed.Item7);
        return new PropertyFailedException(
            $"{name}\n  does not hold for {shrunk}\n  (first found for {first})\n"
            + (because is null ? "" : $"  because {because.Message}\n")
            + $"  again: {ReplaySeed.Variable}={seed}",
            because);
    }

    private static string Show(IEnumerable<object> arguments) =>
        string.Join(", ", arguments.Select(Text));

    private static string Text(object value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        System.Collections.IEnumerable items =>
            $"[{string.Join(", ", items.Cast<object>().Select(Text))}]",
        _ => FormattableString.Invariant($"{value}"),
    };
}
