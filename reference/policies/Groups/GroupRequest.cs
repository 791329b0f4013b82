using Harness.Reference.Documents;
using Harness.Reference.Policies.Systems;

namespace Harness.Reference.Policies.Groups;

/// <summary>A group that somebody wants, with places for what is wrong with it.</summary>
/// <param name="Slug">The supervisor that is modelled.</param>
/// <param name="Options">Its own options.</param>
/// <param name="Members">Its members, in start order.</param>
public sealed record GroupRequest(
    string Slug, IReadOnlyList<WrittenOption> Options, IReadOnlyList<GroupMember> Members)
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

    /// <summary>Where the members are.</summary>
    public Place MembersPlace { get; init; } = Place.Start;
}

/// <summary>A member that somebody wants.</summary>
/// <param name="Name">Its name, for people and for options that name members.</param>
/// <param name="Options">Its own options.</param>
public sealed record GroupMember(string Name, IReadOnlyList<WrittenOption> Options)
{
    /// <summary>
    /// If it is a supervisor itself: its group, of the same system; its timing is that of the top.
    /// </summary>
    public GroupRequest? Below { get; init; }

    /// <summary>Where its name stands.</summary>
    public Place NamePlace { get; init; } = Place.Start;

    /// <summary>Where its options are.</summary>
    public Place OptionsPlace { get; init; } = Place.Start;
}
