using Harness.Reference.Documents;
using Harness.Reference.Policies.Systems;
using Harness.Reference.Ports;

namespace Harness.Reference.Policies.Options;

/// <summary>How coarse the timers of a supervisor that is modelled are.</summary>
public enum Granularity
{
    /// <summary>Exact timers, and jitter at its least.</summary>
    Ideal,

    /// <summary>As late as the real one's: its ticks, polls, slack and jitter.</summary>
    Real,
}

/// <summary>An option of a modelled supervisor, as somebody wrote it.</summary>
/// <param name="Name">As that supervisor spells it.</param>
/// <param name="Value">As that supervisor reads it.</param>
public readonly record struct LikeOption(string Name, string Value);

/// <summary>
/// The policy of another supervisor, by its name in <see cref="PolicyCatalogue"/>. Two of them are
/// equal if they say the same in the same order.
/// </summary>
/// <param name="System">The supervisor's slug.</param>
public sealed record LikeOptions(string System) : PolicyOptions
{
    /// <summary>Its version; empty: the usual one.</summary>
    public string Version { get; init; } = "";

    /// <summary>How coarse its timers are.</summary>
    public Granularity Granularity { get; init; }

    /// <summary>What is said of it, in the order in which it was written.</summary>
    public IReadOnlyList<LikeOption> Options { get; init; } = [];

    internal PolicyTiming Timing => TimingOf(Granularity);

    internal static PolicyTiming TimingOf(Granularity granularity) =>
        new(TimeSpan.Zero, granularity switch
        {
            Granularity.Ideal => false,
            Granularity.Real => true,
        });

    /// <inheritdoc/>
    public override WorkerPolicy Make()
    {
        var problems = new ProblemList(System);
        WorkerPolicy? made = PolicyCatalogue.Make(
            new PolicyRequest(System, [.. Options.Select(option => new WrittenOption(
                option.Name, Place.Start, option.Value, Place.Start))])
            {
                Version = Version,
                Timing = Timing,
            },
            problems);
        return made is not null
            ? new InOrder(made)
            : throw new ArgumentOutOfRangeException(
                nameof(System),
                string.Join("; ", problems.ByPlace().Select(problem => problem.Message)));
    }

    /// <inheritdoc/>
    public override T Match<T>(
        Func<AlwaysOptions, T> always, Func<SquidKidOptions, T> squid, Func<LikeOptions, T> like,
        Func<MemberOptions, T> member)
    {
        ArgumentNullException.ThrowIfNull(like);
        return like(this);
    }

    /// <inheritdoc/>
    public bool Equals(LikeOptions? other) =>
        other is not null && System == other.System && Version == other.Version
        && Granularity == other.Granularity && Options.SequenceEqual(other.Options);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        (System, Version, Granularity, Options.Count).GetHashCode();

    /// <summary>
    /// Policies rely on time that never goes back. What a controller tells does: an end is told
    /// with the machine's stamp, which may be older than what a person asked for meanwhile.
    /// </summary>
    private sealed class InOrder(WorkerPolicy policy) : WorkerPolicy
    {
        private Instant? _last;

        public override RestartDecision On(PolicyEvent happened, Instant now, ulong draw)
        {
            Instant at = _last is { } last && now < last ? last : now;
            _last = at;
            RestartDecision decision = policy.On(happened, at, draw);
            NextWake = policy.NextWake;
            return decision;
        }

        public override WorkerPolicy Copy() =>
            new InOrder(policy.Copy()) { _last = _last, NextWake = NextWake };
    }
}
