namespace Harness.Reference.Policies.Options;

/// <summary>
/// Which restart policy, with its options: what a document says of it. The set is closed.
/// </summary>
public abstract record PolicyOptions
{
    private protected PolicyOptions()
    {
    }

    /// <summary>A fresh policy for one worker.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option makes no sense.</exception>
    public abstract WorkerPolicy Make();

    /// <summary>What one of the four functions makes of it: that of its kind.</summary>
    public abstract T Match<T>(
        Func<AlwaysOptions, T> always, Func<SquidKidOptions, T> squid, Func<LikeOptions, T> like,
        Func<MemberOptions, T> member);
}
