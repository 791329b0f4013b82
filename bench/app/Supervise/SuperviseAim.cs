using System.Globalization;

namespace Harness.Bench.Supervise;

/// <summary>What a figure is hoped not to reach: one that does fails nothing.</summary>
internal sealed record SuperviseAim(string What, string Unit, double Below, double Measured)
{
    internal bool IsMet => Measured < Below;

    /// <summary>Those of our own supervisor; none if it was not measured.</summary>
    internal static IReadOnlyList<SuperviseAim> Of(SuperviseResult result)
    {
        CandidateFigures ours = result[Candidates.Ours];
        return ours is { Kill: { } kill, Idle: { } idle, AllReady: { } ready }
            ?
            [
                new("kill -9 to new process running, p50", "ms", 10, kill.Median),
                new("processor time while idle", "%", 0.1, idle.CpuPercent),
                new($"cold start of {result.Size.Workers} workers to all ready", "ms", 1000,
                    ready.Median),
            ]
            : [];
    }

    /// <summary>The aim in words.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{What} below {Below:#,0.##} {Unit}: {(IsMet ? "met" : "missed")}"
        + $" ({Measured:#,0.###} {Unit})");
}
