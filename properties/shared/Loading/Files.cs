using Harness.Scenarios.Coverage;
using Harness.Sim.Loading;
using Harness.Sim.Scenarios;
using Xunit;

namespace Harness.Properties.Loading;

/// <summary>
/// Scenario files for tests: a good one, parts to put into it, and what became of it.
/// </summary>
internal static class Files
{
    public const string Path = "suite/topic/a-claim.yaml";
    public const string Name = "topic/a-claim";

    /// <summary>A small scenario of our own suite.</summary>
    public const string Least = """
        claim: A worker that crashes comes back
        stands-for: { document: squid, sentence: "Squid should recover" }
        run-for: 2min
        seeds: 20
        workers:
          - { name: db, policy: { always: { delay: 1s } } }
          - { name: web, count: 2, policy: { squid: {} } }
        claims: [ comes-back ]

        """;

    public static readonly ScenarioLoader Loader =
        new(["comes-back", "stays-up", "starts-as-recorded"], new StandsForReader());

    public static LoadResult Load(string text) => Loader.Load(Path, Name, text);

    /// <summary>The smallest scenario with more sections behind it.</summary>
    public static LoadResult With(string sections) => Load(Least + sections);

    public static Scenario Good(LoadResult result)
    {
        Assert.Empty(result.Problems);
        return result.Scenario
            ?? throw new InvalidOperationException("neither scenario nor problem");
    }

    /// <summary>The smallest scenario with one text in it replaced by another.</summary>
    public static LoadResult Changed(string from, string to)
    {
        Assert.Contains(from, Least, StringComparison.Ordinal);
        return Load(Least.Replace(from, to, StringComparison.Ordinal));
    }

    /// <summary>Problems as <c>line:column: message</c>.</summary>
    public static IReadOnlyList<string> Of(LoadResult result) =>
        [.. result.Problems.Select(problem =>
            FormattableString.Invariant($"{problem.Line}:{problem.Column}: {problem.Message}"))];

    public static void Is(LoadResult result, params string[] problems)
    {
        Assert.Equal(problems, Of(result));
        Assert.Null(result.Scenario);
    }
}
