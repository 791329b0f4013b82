namespace Harness.Scenarios.Patches;

/// <summary>A project of the repository, and whether a mutant may change it.</summary>
/// <param name="Folder">Its folder, from the root of the repository.</param>
/// <param name="Refused">Why a mutant may not; null: it may.</param>
internal sealed record PatchedProject(string Folder, string? Refused = null)
{
    private const string Shared = "is shared: the machine and the oracles stand on it too, and"
        + " would be changed with the supervisor";

    private const string NotRun = "is not run in a simulation";

    private const string Judges = "judges the supervisor and is no part of it";

    /// <summary>Every project of the product, by its folder.</summary>
    private static readonly PatchedProject[] _all =
    [
        new("reference/core"),
        new("reference/policies"),
        new("reference/documents"),
        new("reference/ports", Shared),
        new("sim/kernel", Shared),
        new("sim/core", Judges),
        new("reports", Judges),
        new("scenarios", Judges),
        new("reference/hosting", NotRun),
        new("reference/daemon", NotRun),
        new("bench/app", NotRun),
        new("bench/tunnel", NotRun),
        new("properties", Judges),
    ];

    /// <summary>The folders of those that a mutant may change.</summary>
    public static IReadOnlyList<string> Allowed =>
        [.. _all.Where(project => project.Refused is null).Select(project => project.Folder)];

    /// <summary>The project in that folder; null: there is none.</summary>
    public static PatchedProject? Find(string folder) =>
        Array.Find(_all, project => project.Folder == folder);
}
