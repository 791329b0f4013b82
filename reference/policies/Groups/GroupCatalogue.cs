using Harness.Reference.Documents;
using Harness.Reference.Policies.Systems;

namespace Harness.Reference.Policies.Groups;

/// <summary>Every supervisor that is modelled over several workers.</summary>
public static class GroupCatalogue
{
    /// <summary>All of them, by slug.</summary>
    public static IReadOnlyList<GroupSystem> All { get; } =
    [
        .. new[]
        {
            OtpGroups.Otp, OtpGroups.Elixir, SystemdGroup.System, MasterGroups.Postmaster,
            MasterGroups.Haproxy, MasterGroups.Foreman, MasterGroups.Overmind,
        }.OrderBy(system => system.Slug, StringComparer.Ordinal),
    ];

    /// <summary>The system of that slug; null if there is none.</summary>
    public static GroupSystem? Find(string slug)
    {
        foreach (GroupSystem system in All)
        {
            if (system.Slug == slug)
            {
                return system;
            }
        }

        return null;
    }

    /// <summary>
    /// The policy of a group with these options and members; null if anything is wrong, and then
    /// all of it was reported.
    /// </summary>
    public static MadeGroup? Make(GroupRequest request, ProblemList problems)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(problems);
        if (Find(request.Slug) is not { } system)
        {
            problems.Add(
                request.SlugPlace,
                $"unknown system of groups {Words.Quote(request.Slug)}: "
                + Words.Instead(request.Slug, [.. All.Select(one => one.Slug)]));
            return null;
        }

        IReadOnlyList<string> versions = system.Group.Versions;
        string version = request.Version.Length == 0
            ? system.Group.UsualVersion
            : request.Version;
        bool isKnown = versions.Contains(version);
        if (!isKnown)
        {
            problems.Add(
                request.VersionPlace,
                ModelledVersions.Unknown(system.Slug, version, versions));
            version = system.Group.UsualVersion; // so that the options are looked at all the same
        }

        var reading = new GroupReading(system, version, request, request.Timing, problems);
        GroupPolicy? policy = system.Make(reading);
        return isKnown && reading.AreGood && policy is not null
            ? new MadeGroup(policy, [.. reading.Workers()])
            : null;
    }
}
