namespace Harness.Reference.Policies.Options;

/// <summary><see cref="AlwaysPolicy"/> with its delay.</summary>
/// <param name="Delay">From an end to the next start; 0 or more.</param>
public sealed record AlwaysOptions(TimeSpan Delay) : PolicyOptions
{
    /// <inheritdoc/>
    public override WorkerPolicy Make() => WorkerPolicy.Of(new AlwaysPolicy(Delay));

    /// <inheritdoc/>
    public override T Match<T>(
        Func<AlwaysOptions, T> always, Func<SquidKidOptions, T> squid, Func<LikeOptions, T> like,
        Func<MemberOptions, T> member)
    {
        ArgumentNullException.ThrowIfNull(always);
        return always(this);
    }
}
