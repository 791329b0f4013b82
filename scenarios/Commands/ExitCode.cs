using Harness.Sim.Oracles;

namespace Harness.Scenarios.Commands;

/// <summary>What the harness says when it exits. Part of its contract with scripts.</summary>
internal static class ExitCode
{
    public const int Pass = 0;
    public const int Fail = 1;
    public const int Inconclusive = 2;
    public const int Usage = 64;
    public const int HarnessFault = 70;
    public const int CannotCreate = 73;
    public const int Interrupted = 130;

    /// <summary>The exit code of a verdict.</summary>
    public static int Of(Verdict verdict, bool allowInconclusive = false) => verdict switch
    {
        Verdict.NotApplicable => Pass,
        Verdict.Pass => Pass,
        Verdict.Inconclusive => allowInconclusive ? Pass : Inconclusive,
        Verdict.Fail => Fail,
        Verdict.HarnessFault => HarnessFault,
    };
}
