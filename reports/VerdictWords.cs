using Harness.Sim.Oracles;

namespace Harness.Reports;

/// <summary>How verdicts are written.</summary>
internal static class VerdictWords
{
    /// <summary>In results.json and in tables.</summary>
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.NotApplicable => "NotApplicable",
        Verdict.Pass => "Pass",
        Verdict.Inconclusive => "Inconclusive",
        Verdict.Fail => "Fail",
        Verdict.HarnessFault => "HarnessFault",
    };

    /// <summary>Within a sentence.</summary>
    public static string Lower(Verdict verdict) => verdict switch
    {
        Verdict.NotApplicable => "not applicable",
        Verdict.Pass => "pass",
        Verdict.Inconclusive => "inconclusive",
        Verdict.Fail => "fail",
        Verdict.HarnessFault => "harness fault",
    };
}
