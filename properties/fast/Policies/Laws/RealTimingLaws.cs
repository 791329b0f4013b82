using FsCheck;
using FsCheck.Fluent;
using Harness.Properties.Replaying;
using Harness.Reference.Policies;
using Harness.Reference.Ports;
using Xunit;

namespace Harness.Properties.Policies.Laws;

/// <summary>
/// Real timers are late and real waits longer than exact ones. Three are exceptions: supervisord,
/// which takes for a good run what it notices late (and starts it at once); containerd, whose poll
/// has its own phase; and Polly's jitter, which is around the delay and not after it.
/// The phase of whole seconds is the same in both: by it alone SysV init's pause is 300 to 301 s.
/// </summary>
public class RealTimingLaws
{
    private const int MostLives = 6;
    private const int MostTicks = 10;

    private static readonly string[] Exceptions =
        ["containerd", "supervisord", "supervisord autorestart=true; startretries=1",
            "polly-retry BackoffType=Linear; UseJitter=true"];

    private static readonly Instant Begin = Instant.Zero + TimeSpan.FromSeconds(3);

    private static readonly PolicyTiming Real = new(TimeSpan.Zero, true);

    private static readonly Gen<long> Lives = Gen.OneOf(
        Gen.Elements<long>(0, 1, 9_999_999, 10_000_000, 100_000_000, 6_000_000_001),
        Gen.Choose(0, 30_000).Select(ms => ms * TimeSpan.TicksPerMillisecond));

    public static TheoryData<string> Names =>
        [.. PolicyCases.All.Select(one => one.Name).Distinct()
            .Except(Exceptions).Order(StringComparer.Ordinal)];

    public static TheoryData<string> EarlyOnes => [.. Exceptions];

    [Property(MaxTest = 300)]
    [MemberData(nameof(Names))]
    public Property With_real_timers_no_start_is_earlier_than_with_exact_ones(string name) =>
        ForAll.Lists(Lives, MostLives, lives => Earliest(name, lives) >= TimeSpan.Zero);

    [Theory]
    [MemberData(nameof(EarlyOnes))]
    public void The_exceptions_are_exceptions(string name) => Assert.Contains(
        ForAll.ListOf(Lives, MostLives).Sample(50, new Rnd(1, 1), 300),
        lives => Earliest(name, lives) < TimeSpan.Zero);

    /// <summary>
    /// The least that the real one was after the exact one; less than nothing if it was before.
    /// The next life begins at the later of the two starts, in both.
    /// </summary>
    private static TimeSpan Earliest(string name, long[] lives)
    {
        WorkerPolicy exact = PolicyCases.Named(name).Make();
        WorkerPolicy real = PolicyCases.Named(name).Make(Real);
        var draws = new Random(lives.Length + (int)(lives.Sum() % 1000));
        var least = TimeSpan.MaxValue;
        Instant now = Begin;
        foreach (long life in lives)
        {
            ulong draw = (ulong)draws.NextInt64(long.MinValue, long.MaxValue);
            exact.On(new(PolicyEventKind.Started), now, draw);
            real.On(new(PolicyEventKind.Started), now, draw);
            now += new TimeSpan(life);
            if (StartAfter(exact, now, draw) is not { } atExact
                || StartAfter(real, now, draw) is not { } atReal)
            {
                break;
            }

            TimeSpan later = atReal - atExact;
            least = later < least ? later : least;
            now = atReal > atExact ? atReal : atExact;
        }

        return least;
    }

    /// <summary>When it starts what ends; null if it gives it up.</summary>
    private static Instant? StartAfter(WorkerPolicy policy, Instant now, ulong draw)
    {
        RestartDecision decision = policy.On(
            new(PolicyEventKind.Exited, ExitStatus.Code(1)), now, draw);
        for (int ticks = 0; decision.Verb != RestartVerb.Start && !decision.IsFinal; ticks++)
        {
            Assert.True(ticks < MostTicks, $"{decision}");
            now = policy.NextWake ?? throw new InvalidOperationException($"{decision}: no wake");
            decision = policy.On(new(PolicyEventKind.Tick), now, draw);
        }

        return decision.IsFinal ? null : now;
    }
}
