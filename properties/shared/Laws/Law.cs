using Harness.Sim.Oracles;
using Harness.Sim.Running;

namespace Harness.Properties.Laws;

/// <summary>One of the three laws that the documents put over everything else.</summary>
internal enum Law
{
    /// <summary>Nobody is ever served what is wrong, and nothing is broken to go on.</summary>
    IntegrityFirst,

    /// <summary>Whatever can come back does, and what is well is left alone.</summary>
    RecoverIfPossible,

    /// <summary>Errors are repaired as often as the document says, and then are fatal.</summary>
    ErrorBudget,
}

/// <summary>What a law says of a run.</summary>
internal static class Laws
{
    private static readonly string[] Integrity =
    [
        "no-wrong-content", "every-answer-is-right", "unaccepted-settings-never-serve",
        "access-control-fails-closed", "dead-lives-change-nothing", "leaks-are-bounded",
        "strangers-are-left-alone", "one-supervisor-at-a-time", "no-slot-runs-twice",
    ];

    private static readonly string[] Budget =
    [
        "error-budget-is-kept", "fatal-message-comes-first", "optional-workers-cost-no-budget",
        "startup-errors-are-fatal",
    ];

    /// <summary>The oracles that judge it: every oracle is of one law.</summary>
    internal static IReadOnlyList<string> OraclesOf(Law law) => law switch
    {
        Law.IntegrityFirst => Integrity,
        Law.ErrorBudget => Budget,
        Law.RecoverIfPossible => [.. OracleCatalog.All.Select(oracle => oracle.Name)
            .Except(Integrity).Except(Budget)],
    };

    /// <summary>How the run breaks the law; null if it does not.</summary>
    internal static string? Broken(Law law, RunRecord run)
    {
        if (run.EndingVerdict >= Verdict.Fail)
        {
            return $"{run.Outcome.Ending}: {run.Outcome.Because}"
                + string.Concat(run.Outcome.Pending.Select(line => $"\n    {line}"));
        }

        IReadOnlyList<string> oracles = OraclesOf(law);
        ClaimFinding? broken = run.Claims.FirstOrDefault(claim =>
            claim.Finding.Verdict == Verdict.HarnessFault
            || (claim.Finding.Verdict == Verdict.Fail && oracles.Contains(claim.Oracle)));
        return broken is { Finding: var finding }
            ? $"{broken.Oracle}: {finding.Because} [{finding.FirstEvent}..{finding.LastEvent}]"
            : law switch
            {
                Law.IntegrityFirst => StoredStateLaw.Broken(run),
                Law.RecoverIfPossible => null,
                Law.ErrorBudget => PseudoCodeLaw.Broken(run),
            };
    }
}
