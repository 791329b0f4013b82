using FsCheck;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;

namespace Harness.Properties.Checking;

/// <summary>FsCheck's results as exceptions that say what to do next.</summary>
internal sealed class ThrowingRunner : IRunner
{
    public void OnStartFixture(Type t)
    {
        // There are no fixtures here.
    }

    public void OnArguments(
        int ntest,
        FSharpList<object> args,
        FSharpFunc<int, FSharpFunc<FSharpList<object>, string>> every)
    {
        // Passing examples are of no interest.
    }

    public void OnShrink(
        FSharpList<object> args, FSharpFunc<FSharpList<object>, string> everyShrink)
    {
        // Only the last one is shown.
    }

    public void OnFinished(string name, TestResult testResult)
    {
        switch (testResult)
        {
            case TestResult.Passed:
                return;
            case TestResult.Failed failed:
                throw Failure(name, failed);
            default:
                throw new PropertyFailedException(
                    $"{name}: too many examples were thrown away", "", null, null);
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
            shrunk, seed, because);
    }

    private static string Show(FSharpList<object> arguments) =>
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
