using Harness.Reference.Policies.Systems;

namespace Harness.Reference.Policies.Groups;

/// <summary>
/// A supervisor that is modelled over several workers: what can be set for all of them, what for
/// each, and what it was read from.
/// </summary>
public sealed record GroupSystem
{
    internal GroupSystem()
    {
    }

    /// <summary>Its name in configurations.</summary>
    public string Slug => Group.Slug;

    /// <summary>What it is, with the options of the whole group.</summary>
    public required PolicySystem Group { get; init; }

    /// <summary>The options of each member.</summary>
    public required PolicySystem Member { get; init; }

    /// <summary>Whether a member can be a group of its own.</summary>
    public bool IsNested { get; init; }

    /// <summary>Makes the policy; null if a problem was reported.</summary>
    internal Func<GroupReading, GroupPolicy?> Make { get; init; } =
        _ => throw new InvalidOperationException("a system without a policy");

    /// <summary>The options of a member, under the group's versions and source.</summary>
    internal static PolicySystem MemberOf(
        PolicySystem group, string noun, params IReadOnlyList<PolicyOption> options) => group with
        {
            Slug = $"{group.Slug} {noun}",
            Options = options,
            Fixed = "",
            Granularity = "",
            Deviations = "",
        };
}

/// <summary>A group policy and the names of its members.</summary>
/// <param name="Policy">A fresh policy.</param>
/// <param name="Members">
/// The name of each member; of the workers only, if groups are nested.
/// </param>
public sealed record MadeGroup(GroupPolicy Policy, IReadOnlyList<string> Members);
