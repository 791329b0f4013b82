using System.Text.Json;

namespace Harness.Properties.Policies.Groups;

/// <summary>A run of OTP: starts in their order, in seconds from the first; its end.</summary>
internal sealed record OtpRun(
    string Run, int PhaseMs, string[] Starts, double[] StartsS, double EndS);

/// <summary>One phase: one_for_one, one child that crashes after each start.</summary>
internal sealed record OtpPhase(
    int Intensity, int PeriodS, int LifeMs, int PhaseMs, int? DiedAtMs);

/// <summary>
/// A run of PostgreSQL: one child was killed at these times; from then to the end of the last other
/// one, and the life of each startup process.
/// </summary>
internal sealed record PostmasterRun(
    string Run, double[] KillsS, double[] StopsS, double[] RecoveriesS, double[] StartsS);

/// <summary>A run of HAProxy: its one worker was killed.</summary>
internal sealed record HaproxyRun(string Run, double[] StartsS, double[] KillsS, int ExitStatus);

/// <summary>What was seen of units that need each other.</summary>
internal sealed record SystemdDependencies(
    int RestartSecMs, int CulpritBurst, int DependentBurst, int DependentStarts,
    int PropagatedRestarts, double DependentDeadAfterAboutS, int BoundStarts);

/// <summary>Recorded facts about real supervisors of several workers.</summary>
internal static class Recorded
{
    private static readonly JsonSerializerOptions CamelCase =
        new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    internal static T Read<T>(string file) => JsonSerializer.Deserialize<T>(
        File.ReadAllText(Path.Combine(
            AppContext.BaseDirectory, "golden", "policies", "groups", file)),
        CamelCase)!;
}
