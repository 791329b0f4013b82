using FsCheck;
using FsCheck.Fluent;

namespace Harness.Properties.Checking;

/// <summary>
/// Runs an FsCheck property out of a fact; a failure shows what it takes to repeat it.
/// </summary>
internal static class Property
{
    /// <summary>Checks that a claim holds for whatever <paramref name="values"/> makes.</summary>
    /// <exception cref="PropertyFailedException">It does not, or threw.</exception>
    internal static void Check<T>(
        string claim, Arbitrary<T> values, Func<T, bool> holds, int tests = 100) =>
        Run(claim, values, holds, tests,
            ReplaySeed.Parse(Environment.GetEnvironmentVariable(ReplaySeed.Variable)));

    /// <summary>As the other, with asserts instead of an answer.</summary>
    internal static void Check<T>(
        string claim, Arbitrary<T> values, Action<T> asserts, int tests = 100) =>
        Check(
            claim,
            values,
            value =>
            {
                asserts(value);
                return true;
            },
            tests);

    /// <summary>As the others, for a generator that does not shrink.</summary>
    internal static void Check<T>(
        string claim, Gen<T> values, Action<T> asserts, int tests = 100) =>
        Check(claim, Arb.From(values), asserts, tests);

    /// <summary>
    /// As the others, with the examples that two seeds make: the same in every run.
    /// </summary>
    internal static void CheckSame<T>(
        string claim, Arbitrary<T> values, Action<T> asserts, int tests, ulong seed, ulong gamma)
    {
        if (Environment.GetEnvironmentVariable(ReplaySeed.Variable) is { Length: > 0 })
        {
            Check(claim, values, asserts, tests);
            return;
        }

        Prop.ForAll(values, value =>
        {
            asserts(value);
            return true;
        }).Check(Named(claim, tests).WithReplay(seed, gamma));
    }

    internal static void Run<T>(
        string claim, Arbitrary<T> values, Func<T, bool> holds, int tests, ReplaySeed? replay)
    {
        Config config = Named(claim, tests);
        if (replay is { } seed)
        {
            config = config.WithReplay(seed.Seed, seed.Gamma, seed.Size);
        }

        Prop.ForAll(values, holds).Check(config);
    }

    private static Config Named(string claim, int tests) => Config.Quick
        .WithName(claim).WithMaxTest(tests).WithRunner(new ThrowingRunner());
}
