namespace Harness.Reference.Options;

/// <summary>Workers that can stand in for each other, and the units beside them.</summary>
internal static class Groups
{
    /// <summary>The ending of the unit that tries settings out; no worker's name has it.</summary>
    internal const string CanaryEnding = ".canary";

    /// <summary>The ending of the unit that stands in; no worker's name has it.</summary>
    internal const string SurgeEnding = ".surge";

    internal static string CanaryOf(string group) => group + CanaryEnding;

    internal static string SurgeOf(string group) => group + SurgeEnding;

    internal static bool IsCanary(string unit) =>
        unit.EndsWith(CanaryEnding, StringComparison.Ordinal);

    /// <summary>The groups in the order of their first workers.</summary>
    internal static IEnumerable<IGrouping<string, WorkerOptions>> Of(
        IReadOnlyList<WorkerOptions> workers) => workers.GroupBy(
            worker => worker.Group.Length > 0 ? worker.Group : worker.Unit.Name,
            StringComparer.Ordinal);
}
