using Harness.Reference.Documents;
using Harness.Reference.Policies.Options;
using Harness.Reference.Policies.Systems;
using Harness.Reference.Ports;

namespace Harness.Reference.Policies.Groups;

/// <summary>A worker of a group, as somebody wrote it.</summary>
/// <param name="Worker">Its name.</param>
public sealed record MemberSetting(string Worker)
{
    /// <summary>What is said of it, in the order in which it was written.</summary>
    public IReadOnlyList<LikeOption> Options { get; init; } = [];

    /// <inheritdoc/>
    public bool Equals(MemberSetting? other) =>
        other is not null && Worker == other.Worker && Options.SequenceEqual(other.Options);

    /// <inheritdoc/>
    public override int GetHashCode() => (Worker, Options.Count).GetHashCode();
}

/// <summary>
/// Workers under one policy of another supervisor, by its name in <see cref="GroupCatalogue"/>. Two
/// of them are equal if they say the same in the same order.
/// </summary>
/// <param name="Name">Its name; unique in a configuration.</param>
/// <param name="System">The supervisor's slug.</param>
public sealed record GroupOptions(string Name, string System)
{
    /// <summary>Its version; empty: the usual one.</summary>
    public string Version { get; init; } = "";

    /// <summary>How coarse its timers are.</summary>
    public Granularity Granularity { get; init; }

    /// <summary>What is said of the whole group, in the order in which it was written.</summary>
    public IReadOnlyList<LikeOption> Options { get; init; } = [];

    /// <summary>The members, in start order.</summary>
    public IReadOnlyList<MemberSetting> Members { get; init; } = [];

    /// <summary>A fresh policy for it.</summary>
    /// <exception cref="ArgumentException">An option makes no sense.</exception>
    public GroupPolicy Make()
    {
        var problems = new ProblemList(Name);
        return Make(problems) ?? throw new ArgumentException(
            string.Join("; ", problems.ByPlace().Select(problem => problem.Message)),
            nameof(System));
    }

    /// <summary>A fresh policy for it; null if anything is wrong, which is reported.</summary>
    public GroupPolicy? Make(ProblemList problems) => GroupCatalogue.Make(
        new GroupRequest(
            System, Written(Options),
            [.. Members.Select(one => new GroupMember(one.Worker, Written(one.Options)))])
        {
            Version = Version,
            Timing = LikeOptions.TimingOf(Granularity),
        },
        problems) is { } made
            ? new InOrder(made.Policy)
            : null;

    /// <inheritdoc/>
    public bool Equals(GroupOptions? other) =>
        other is not null && Name == other.Name && System == other.System
        && Version == other.Version && Granularity == other.Granularity
        && Options.SequenceEqual(other.Options) && Members.SequenceEqual(other.Members);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        (Name, System, Version, Granularity, Options.Count, Members.Count).GetHashCode();

    private static IReadOnlyList<WrittenOption> Written(IReadOnlyList<LikeOption> options) =>
    [
        .. options.Select(option => new WrittenOption(
            option.Name, Place.Start, option.Value, Place.Start)),
    ];

    /// <summary>
    /// Policies rely on time that never goes back. What controllers tell does: an end is told with
    /// the machine's stamp, which may be older than what was told of another member.
    /// </summary>
    private sealed class InOrder(GroupPolicy policy) : GroupPolicy
    {
        private Instant? _last;

        public override int Members => policy.Members;

        public override ValueList<GroupAct> On(GroupEvent happened, Instant now, ulong draw)
        {
            Instant at = _last is { } last && now < last ? last : now;
            _last = at;
            ValueList<GroupAct> acts = policy.On(happened, at, draw);
            NextWake = policy.NextWake;
            return acts;
        }

        public override GroupPolicy Copy() =>
            new InOrder(policy.Copy()) { _last = _last, NextWake = NextWake };
    }
}
