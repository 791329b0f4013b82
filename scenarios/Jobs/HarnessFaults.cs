using Harness.Sim.Oracles;
using Harness.Sim.Running;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;

namespace Harness.Scenarios.Jobs;

/// <summary>
/// Results of runs that nobody could judge: the process died, hung, threw, or differed.
/// </summary>
internal static class HarnessFaults
{
    /// <summary>What such a result names as its claim.</summary>
    public const string Claim = "the-run-can-be-judged";

    /// <summary>What an audit's difference names as its claim.</summary>
    public const string AuditClaim = "two-runs-of-a-seed-are-the-same";

    private const string Sentence =
        "A run ends in its process, and nothing but the system under test can fail.";

    private const string AuditSentence =
        "Two runs of a seed in two processes make the same choices and see the same events.";

    /// <summary>A run that has no outcome.</summary>
    public static SeedResult Of(RunToken token, string because) => new(
        Seeds.Format(token.Seed), Verdict.HarnessFault, "", 0, 0, token.ToString(), [],
        new FailureReport(Claim, Sentence, because, [], []));

    /// <summary>A run that threw past the simulation.</summary>
    public static SeedResult Threw(
        Scenario scenario, ulong seed, string? mutant, Exception error) => Of(
        TokenOf(scenario, seed, mutant), $"{error.GetType().Name} left the run: {error.Message}");

    /// <summary>A run that was not the same twice.</summary>
    public static SeedResult Differed(
        SeedResult first, string because, IReadOnlyList<string> differences) => first with
        {
            Verdict = Verdict.HarnessFault,
            Failure = new FailureReport(
                AuditClaim, AuditSentence, because, [], first.Failure?.Faults ?? [])
            {
                Notes = differences,
            },
        };

    /// <summary>The token of a run that is still to be made.</summary>
    public static RunToken TokenOf(Scenario scenario, ulong seed, string? mutant) =>
        new(scenario.Name, scenario.Hash, RunTrace.Version, seed, mutant);
}
