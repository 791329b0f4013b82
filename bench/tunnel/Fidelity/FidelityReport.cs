using Harness.Reference.Policies.Systems;

namespace Harness.Tunnel.Fidelity;

/// <summary>How many of how many.</summary>
public readonly record struct Share(int Good, int All)
{
    /// <inheritdoc/>
    public override string ToString() =>
        All == 0 ? "-" : FormattableString.Invariant($"{Good} of {All}");
}

/// <summary>How one version of a supervisor compares.</summary>
/// <param name="System">The supervisor.</param>
/// <param name="Version">Its version.</param>
/// <param name="Vectors">Exact vectors that are met.</param>
/// <param name="Replays">Recorded runs that a replay meets.</param>
/// <param name="FreeRuns">Recorded runs whose exact facts a free run meets.</param>
public sealed record FidelityRow(
    PolicySystem System, string Version, Share Vectors, Share Replays, Share FreeRuns);

/// <summary>How all supervisors compare with what is known of them.</summary>
/// <param name="Rows">By system and version.</param>
/// <param name="Excluded">What was not compared.</param>
/// <param name="Differences">Cases that differ, and in what.</param>
public sealed record FidelityReport(
    IReadOnlyList<FidelityRow> Rows, IReadOnlyList<ExcludedCase> Excluded,
    IReadOnlyList<string> Differences)
{
    /// <summary>Compares everything.</summary>
    public static FidelityReport Of(RecordedCases cases)
    {
        ArgumentNullException.ThrowIfNull(cases);
        var differences = new List<string>();
        var rows = new List<FidelityRow>();
        foreach (PolicySystem system in PolicyCatalogue.All)
        {
            foreach (string version in system.Versions)
            {
                List<RecordedCase> traces = Those(cases.Traces, system, version);
                rows.Add(new FidelityRow(
                    system,
                    version,
                    Met("vector", Those(cases.Vectors, system, version), Comparison.OfVector),
                    Met("replay", traces, Comparison.OfReplay),
                    Met("free run", traces, Comparison.OfFreeRun)));
            }
        }

        return new FidelityReport(rows, cases.Excluded, differences);

        Share Met(
            string kind, List<RecordedCase> those,
            Func<RecordedCase, IReadOnlyList<string>> compare)
        {
            int good = 0;
            foreach (RecordedCase one in those)
            {
                IReadOnlyList<string> found = compare(one);
                good += found.Count == 0 ? 1 : 0;
                differences.AddRange(found.Select(what => $"{one.Spec.Id} ({kind}): {what}"));
            }

            return new Share(good, those.Count);
        }
    }

    private static List<RecordedCase> Those(
        IReadOnlyList<RecordedCase> cases, PolicySystem system, string version) =>
        [.. cases.Where(one => one.Spec.System == system.Slug && one.Spec.Version == version)];
}
