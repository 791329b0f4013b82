using FsCheck;
using FsCheck.Fluent;
using Harness.Properties.Replaying;
using Harness.Reference.Policies.Lives;
using Harness.Reference.Ports;

namespace Harness.Properties.Policies.Rules;

/// <summary>The numbers of a rule and the times of events, in ticks, in order.</summary>
internal sealed record RuleCase<TOptions>(TOptions Options, IReadOnlyList<long> Times)
{
    /// <summary>Each with one time left out.</summary>
    internal IEnumerable<RuleCase<TOptions>> Smaller() => Enumerable.Range(0, Times.Count)
        .Select(left => this with { Times = [.. Times.Where((_, index) => index != left)] });

    public override string ToString() => $"{Options} at {string.Join(' ', Times)}";
}

/// <summary>What a rule or its model says of one event.</summary>
internal readonly record struct Answer(bool IsAllowed, long Count);

/// <summary>Times around the edges that a rule has.</summary>
internal static class RuleCases
{
    internal static readonly Gen<bool> Either = Gen.Elements(true, false);

    /// <summary>
    /// A case whose times are often exactly an edge apart, or a tick more or less.
    /// </summary>
    internal static Gen<RuleCase<TOptions>> Of<TOptions>(
        Gen<TOptions> options, Func<TOptions, long[]> edges, int longest) =>
        from chosen in options
        from begin in Gen.Choose(0, 30_000_000)
        from length in Gen.Choose(0, longest)
        from gaps in Gaps(edges(chosen)).ArrayOf(length)
        select new RuleCase<TOptions>(chosen, Times(begin, gaps));

    /// <summary>As <c>ForAll.Of</c>, shrunk by leaving out times.</summary>
    internal static Property Hold<TOptions>(
        Gen<RuleCase<TOptions>> cases, Func<RuleCase<TOptions>, bool> holds) =>
        ForAll.Of(cases, holds, one => one.Smaller());

    /// <summary>Spans from 0 up, often an edge, or a tick more or less.</summary>
    internal static Gen<long> Gaps(long[] edges) => Gen.Frequency(
        (3, Gen.Elements(edges).SelectMany(edge =>
            Gen.Choose(-1, 1).Select(off => Math.Max(0, edge + off)))),
        (1, Gen.Choose(0, 1).Select(ticks => (long)ticks)),
        (2, Gen.Elements(edges).SelectMany(edge =>
            Gen.Choose(0, 1000).Select(part => (long)((Int128)edge * part / 700)))),
        (2, Gen.Choose(0, 20_000_000).Select(ticks => (long)ticks)));

    internal static EndedLife Life(long startedAt, long endedAt) =>
        new(new Instant(startedAt), new Instant(endedAt), ExitStatus.Code(1));

    /// <summary>A life of that length that begins at the boot.</summary>
    internal static EndedLife Life(TimeSpan length) => Life(0, length.Ticks);

    internal static Instant At(double seconds) =>
        new((long)((decimal)seconds * TimeSpan.TicksPerSecond));

    private static long[] Times(long begin, long[] gaps)
    {
        var times = new long[gaps.Length];
        long now = begin;
        for (int at = 0; at < gaps.Length; at++)
        {
            now += gaps[at];
            times[at] = now;
        }

        return times;
    }
}
