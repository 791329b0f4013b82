using Harness.Reference.Documents;

namespace Harness.Reference.Policies.Systems;

/// <summary>What somebody wants of the catalogue, with places for what is wrong with it.</summary>
public sealed record PolicyRequest(string Slug, IReadOnlyList<WrittenOption> Options)
{
    /// <summary>The version; empty: the usual one.</summary>
    public string Version { get; init; } = "";

    /// <summary>How coarse the clock is.</summary>
    public PolicyTiming Timing { get; init; }

    /// <summary>Where the system is named.</summary>
    public Place SlugPlace { get; init; } = Place.Start;

    /// <summary>Where the version is named.</summary>
    public Place VersionPlace { get; init; } = Place.Start;

    /// <summary>Where the options are.</summary>
    public Place OptionsPlace { get; init; } = Place.Start;
}
