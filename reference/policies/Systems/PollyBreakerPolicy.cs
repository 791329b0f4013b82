using Harness.Reference.Policies.Lives;
using Harness.Reference.Ports;

namespace Harness.Reference.Policies.Systems;

/// <summary>
/// Polly's circuit breaker: calls are made one after the other, and enough failures among enough
/// calls of the sampling time open the circuit for the time of a break, after which one call tries
/// it. Source: Polly 8.7.0+91 (173d6d1) src/Polly.Core/CircuitBreaker/Controller/*.cs,
/// Health/RollingHealthMetrics.cs.
/// </summary>
internal sealed class PollyBreakerPolicy(
    int ratio, int throughput, TimeSpan sampling, TimeSpan pause) : LifePolicy<PollyBreakerState>
{
    private readonly TimeSpan _bucket = sampling / PollyBuckets.Size;

    internal static PolicySystem System { get; } = new()
    {
        Slug = "polly-breaker",
        Name = "Polly v8 circuit breaker",
        Versions = ["8.7"],
        Clock = "TimeProvider (wall)",
        Options =
        [
            new("FailureRatio", "0.1", "ratio, over 0, at most 1"),
            new("MinimumThroughput", "100", "count, 2 or more"),
            new("SamplingDuration", "30s", "duration, 500ms or more"),
            new("BreakDuration", "5s", "duration, 500ms or more"),
        ],
        Source = "Polly 173d6d1 src/Polly.Core/CircuitBreaker/Controller/*.cs, Health/*.cs",
        Deviations = "Calls are made one after the other, each at the end of the one before.",
        Make = (values, _) =>
        {
            TimeSpan least = TimeSpan.FromMilliseconds(500);
            return WorkerPolicy.Of(new PollyBreakerPolicy(
                Ratios.Millionths(values, "FailureRatio", allowsZero: false),
                values.Whole("MinimumThroughput", 2),
                values.Finite("SamplingDuration", TimeStyle.Dotnet, least),
                values.Finite("BreakDuration", TimeStyle.Dotnet, least)));
        },
    };

    protected override Verdict Ended(ref PollyBreakerState own, in EndedLife life, ulong draw)
    {
        if (own.IsProbing)
        {
            own = default;
            return life.IsZero
                ? Verdict.Start(RestartReason.Ended)
                : Open(ref own, life.EndedAt, 1, 1);
        }

        Record(ref own, life);
        long good = 0;
        long bad = 0;
        for (int at = 0; at < own.Used; at++)
        {
            good += own.Buckets[at].Good;
            bad += own.Buckets[at].Bad;
        }

        return !life.IsZero && good + bad >= throughput && bad * 1_000_000 >= ratio * (good + bad)
            ? Open(ref own, life.EndedAt, bad, good + bad)
            : Verdict.Start(RestartReason.Ended, bad, good + bad);
    }

    protected override Verdict Waited(ref PollyBreakerState own, Instant now, ulong draw)
    {
        own.IsProbing = true;
        return Verdict.Start(RestartReason.Probe);
    }

    private Verdict Open(ref PollyBreakerState own, Instant now, long bad, long all)
    {
        own.IsProbing = false;
        return Verdict.Pause(now + pause, RestartReason.CircuitOpen, NativeWord.None, bad, all);
    }

    private void Record(ref PollyBreakerState own, in EndedLife life)
    {
        Instant now = life.EndedAt;
        if (own.Used == 0 || now - own.Buckets[own.Used - 1].Begin >= _bucket)
        {
            if (own.Used == PollyBuckets.Size)
            {
                Drop(ref own); // the oldest is old enough: it began ten buckets ago
            }

            own.Buckets[own.Used++] = new PollyBucket(now, 0, 0);
        }

        while (now - own.Buckets[0].Begin >= sampling)
        {
            Drop(ref own);
        }

        ref PollyBucket present = ref own.Buckets[own.Used - 1];
        present = life.IsZero
            ? present with { Good = present.Good + 1 }
            : present with { Bad = present.Bad + 1 };
    }

    private static void Drop(ref PollyBreakerState own)
    {
        for (int at = 1; at < own.Used; at++)
        {
            own.Buckets[at - 1] = own.Buckets[at];
        }

        own.Used--;
    }
}
