using Harness.Reference.Ports;

namespace Harness.Reference.Policies.Groups;

/// <summary>As <see cref="PolicyDraw"/>, for the steps of a group's policy.</summary>
public static class GroupDraw
{
    /// <summary>The draw of one step of a group.</summary>
    public static ulong Of(string group, GroupEvent happened, Instant now)
    {
        ArgumentNullException.ThrowIfNull(group);
        return PolicyDraw.Of(group, ((ulong)happened.Member << 8) + (ulong)happened.Kind, now);
    }
}
