using System.Reflection;
using Harness.Properties.Kernel;
using Xunit;
using Xunit.Runner.Common;
using Xunit.Sdk;
using Xunit.v3;

namespace Harness.Properties.Replaying;

/// <summary>What the attribute promises. Alone: the variable is the whole process's.</summary>
[Collection(nameof(AloneWithThePool))]
public sealed class PropertyTests : IDisposable
{
    private readonly string? _variable = Environment.GetEnvironmentVariable(ReplaySeed.Variable);

    public PropertyTests()
    {
        Environment.SetEnvironmentVariable(ReplaySeed.Variable, null);
        PropertyExamples.Seen.Clear();
    }

    public void Dispose() =>
        Environment.SetEnvironmentVariable(ReplaySeed.Variable, _variable);

    [Fact]
    public async Task A_property_that_holds_passes_after_as_many_examples_as_it_says()
    {
        Assert.Empty(await Failures(nameof(PropertyExamples.Numbers_are_small)));
        Assert.Equal(70, PropertyExamples.Seen.Count);
    }

    [Fact]
    public async Task One_that_does_not_fails_with_its_shrunk_counterexample_and_its_seed()
    {
        string failure = await Failure(nameof(PropertyExamples.Numbers_stay_below_100));

        Assert.Contains(
            "PropertyExamples.Numbers_stay_below_100\n  does not hold for 100\n", failure,
            StringComparison.Ordinal);
        Assert.Matches(@"\n  again: HARNESS_FSCHECK_SEED=\d+,\d+,\d+(\n|$)", failure);
    }

    [Fact]
    public async Task Running_with_the_printed_seed_fails_in_the_same_words()
    {
        string failure = await Failure(nameof(PropertyExamples.Numbers_stay_below_100));
        Replay(failure.Split("HARNESS_FSCHECK_SEED=")[1].Split('\n')[0]);

        Assert.Equal(failure, await Failure(nameof(PropertyExamples.Numbers_stay_below_100)));
        Assert.Equal(failure, await Failure(nameof(PropertyExamples.Numbers_stay_below_100)));
    }

    [Fact]
    public async Task A_replay_is_of_one_example()
    {
        Replay("5,7,9");

        Assert.Empty(await Failures(nameof(PropertyExamples.Numbers_are_small)));
        Assert.Empty(await Failures(nameof(PropertyExamples.The_same_numbers_are_small)));
        Assert.Equal(2, PropertyExamples.Seen.Count);
        Assert.Single(PropertyExamples.Seen.Distinct());
    }

    [Fact]
    public async Task Examples_of_fixed_seeds_are_the_same_every_time()
    {
        Assert.Empty(await Failures(nameof(PropertyExamples.The_same_numbers_are_small)));
        Assert.Empty(await Failures(nameof(PropertyExamples.The_same_numbers_are_small)));

        Assert.Equal(80, PropertyExamples.Seen.Count);
        Assert.Equal(PropertyExamples.Seen.Take(40), PropertyExamples.Seen.Skip(40));
    }

    [Fact]
    public async Task An_assert_that_fails_inside_a_property_is_shown() => Assert.Contains(
        "Expected: 4", await Failure(nameof(PropertyExamples.Five_is_four)),
        StringComparison.Ordinal);

    [Fact]
    public async Task One_whose_examples_are_all_thrown_away_fails() => Assert.Contains(
        "too many examples were thrown away",
        await Failure(nameof(PropertyExamples.Nothing_is_ever_looked_at)),
        StringComparison.Ordinal);

    [Fact]
    public async Task Each_row_of_data_is_a_property_of_its_own() => Assert.Contains(
        "Numbers_are_at_least(least: 100)\n  does not hold for 0\n",
        await Failure(nameof(PropertyExamples.Numbers_are_at_least)),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(nameof(PropertyExamples.A_number_of_FsChecks_is_below_10))]
    [InlineData(nameof(PropertyExamples.A_number_of_FsChecks_is_below_10_later))]
    public async Task FsCheck_makes_the_arguments_that_no_data_gives(string method) =>
        Assert.Contains(
            "\n  does not hold for 10\n", await Failure(method), StringComparison.Ordinal);

    [Fact]
    public async Task Data_of_which_no_property_is_made_is_refused() => Assert.Equal(
        "Data_without_a_property has data: expected that it makes a property of it",
        await Failure(nameof(PropertyExamples.Data_without_a_property)));

    [Theory]
    [InlineData("7")]
    [InlineData("1,2")]
    [InlineData("1,2,x")]
    [InlineData("1,-2,3")]
    [InlineData("1,2,3,4")]
    public async Task A_malformed_seed_says_what_was_expected(string text)
    {
        Replay(text);

        Assert.Equal(
            $"HARNESS_FSCHECK_SEED is '{text}': expected seed,gamma,size, three whole numbers"
            + " as a failing property prints them",
            await Failure(nameof(PropertyExamples.Numbers_are_small)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void No_seed_is_no_replay(string? text) => Assert.Null(ReplaySeed.Parse(text));

    private static void Replay(string seed) =>
        Environment.SetEnvironmentVariable(ReplaySeed.Variable, seed);

    private static async Task<string> Failure(string method) =>
        Assert.Single(await Failures(method));

    /// <summary>Runs it as the runner does, with its attribute.</summary>
    private static async Task<IReadOnlyList<string>> Failures(string name)
    {
        MethodInfo method = typeof(PropertyExamples).GetMethod(name)!;
        var attribute = method.GetCustomAttribute<PropertyAttribute>()!;
        var testClass = new XunitTestClass(
            typeof(PropertyExamples), (IXunitTestCollection)TestContext.Current.TestCollection!);
        var bus = new FailureBus();
        foreach (IXunitTestCase test in await new PropertyDiscoverer().Discover(
            TestFrameworkOptions.ForDiscovery(new TestAssemblyConfiguration()),
            new XunitTestMethod(testClass, method, []),
            attribute))
        {
            using var cancel = new CancellationTokenSource();
            await ((ISelfExecutingXunitTestCase)test).Run(
                ExplicitOption.Off, bus, [], new ExceptionAggregator(), cancel,
                ParallelMode.None, ExecutionScheduler.CreateUnlimited(),
                new FixtureMappingManager("test"));
        }

        return bus.Failures;
    }

    private sealed class FailureBus : IMessageBus
    {
        internal List<string> Failures { get; } = [];

        public bool QueueMessage(IMessageSinkMessage message)
        {
            if (message is ITestFailed failed)
            {
                Failures.Add(failed.Messages[0]);
            }

            return true;
        }

        public void Dispose()
        {
            // There is nothing in it but words.
        }
    }
}
