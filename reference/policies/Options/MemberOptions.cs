namespace Harness.Reference.Policies.Options;

/// <summary>
/// The worker is a member of a group, and the group's policy decides about it. No document says it:
/// it is what a worker has that a group names.
/// </summary>
public sealed record MemberOptions : PolicyOptions
{
    /// <summary>There is nothing to set, so one is enough.</summary>
    public static MemberOptions Usual { get; } = new();

    /// <inheritdoc/>
    public override WorkerPolicy Make() => WorkerPolicy.Of(new MemberPolicy());

    /// <inheritdoc/>
    public override T Match<T>(
        Func<AlwaysOptions, T> always, Func<SquidKidOptions, T> squid, Func<LikeOptions, T> like,
        Func<MemberOptions, T> member)
    {
        ArgumentNullException.ThrowIfNull(member);
        return member(this);
    }
}
