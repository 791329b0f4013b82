using System.Runtime.CompilerServices;
using Harness.Reference.Policies.Lives;
using Harness.Reference.Policies.Rules;

namespace Harness.Reference.Policies.Systems;

/// <summary>The delays so far in this execution.</summary>
public record struct PollyRetryState(GrowingDelayState Delay);

/// <summary>
/// Polly's retry strategy: a life is a call, an exit other than 0 is handled, and so many retries
/// follow. Source: Polly 8.7.0+91 (173d6d1) src/Polly.Core/Retry/RetryHelper.cs, RetryConstants.cs,
/// RetryResilienceStrategy.cs.
/// </summary>
internal sealed class PollyRetryPolicy(
    GrowingDelay growth, int retries, TimeSpan? most, bool hasJitter) : LifePolicy<PollyRetryState>
{
    internal static PolicySystem System { get; } = new()
    {
        Slug = "polly-retry",
        Name = "Polly v8 retry strategy",
        Versions = ["8.7"],
        Clock = "TimeProvider",
        Options =
        [
            new("MaxRetryAttempts", "3", "count, 1 or more"),
            new("Delay", "2s", "duration, 0 to 24 h"),
            new("BackoffType", "Constant", "Constant, Linear or Exponential"),
            new("UseJitter", "false", "true or false"),
            new("MaxDelay", "", "duration, 0 to 24 h; left out: none"),
        ],
        Source = "Polly 173d6d1 src/Polly.Core/Retry/RetryHelper.cs, RetryConstants.cs",
        Granularity = "with UseJitter: constant and linear delays times 0.75 to 1.25",
        Deviations = "The decorrelated jitter of exponential delays is not modelled: such a delay"
            + " has none here.",
        Make = Read,
    };

    protected override Verdict Ended(ref PollyRetryState own, in EndedLife life, ulong draw)
    {
        if (life.IsZero)
        {
            return Verdict.Rest(RestartReason.CleanExit, NativeWord.LastOutcome);
        }

        if (own.Delay.Times >= retries)
        {
            return Verdict.GiveUp(
                RestartReason.OverLimit, NativeWord.LastOutcome, own.Delay.Times + 1, retries);
        }

        own.Delay = growth.Next(own.Delay);
        var delay = new TimeSpan(own.Delay.Delay);
        if (hasJitter)
        {
            delay = (delay * 3 / 4) + Chance.Below(delay / 2, draw);
        }

        return Verdict.Wait(
            life.EndedAt + (most < delay ? most.Value : delay), RestartReason.Backoff,
            own.Delay.Times, retries);
    }

    protected override Verdict Asked(ref PollyRetryState own, in Whereabouts at, ulong draw)
    {
        own = default;
        return Verdict.Start(RestartReason.Asked);
    }

    private static WorkerPolicy? Read(OptionValues values, PolicyTiming timing)
    {
        int retries = values.Whole("MaxRetryAttempts", 1);
        TimeSpan delay = Day(values, "Delay");
        string type = values.Word("BackoffType", "Constant", "Linear", "Exponential");
        bool usesJitter = values.Truth("UseJitter", yes: ["True"], no: ["False"]);
        TimeSpan? most = values.Has("MaxDelay") ? Day(values, "MaxDelay") : null;
        return WorkerPolicy.Of(new PollyRetryPolicy(
            new GrowingDelay(new GrowingDelayOptions
            {
                First = delay,
                Growth = type == "Exponential" ? DelayGrowth.Geometric : DelayGrowth.Linear,
                Step = type == "Linear" ? delay : TimeSpan.Zero,
                Cap = TimeSpan.FromDays(365_000),
            }),
            retries, most, usesJitter && timing.IsRealistic && type != "Exponential"));
    }

    private static TimeSpan Day(OptionValues values, string name)
    {
        TimeSpan time = values.Finite(name, TimeStyle.Dotnet);
        if (time > TimeSpan.FromDays(1))
        {
            values.Refuse(name, "expected 0 to 24 h");
        }

        return time;
    }
}

/// <summary>What a tenth of the sampling time holds.</summary>
public record struct PollyBucket(Instant Begin, int Good, int Bad);

/// <summary>Ten of them, oldest first.</summary>
[InlineArray(Size)]
public struct PollyBuckets
{
    internal const int Size = 10;

    private PollyBucket _first;
}

/// <summary>The circuit: its buckets, how many are used, and whether it is open or probed.</summary>
public struct PollyBreakerState : IEquatable<PollyBreakerState>
{
    /// <summary>The buckets that are used, oldest first.</summary>
    internal PollyBuckets Buckets;

    /// <summary>How many are used.</summary>
    public int Used { get; internal set; }

    /// <summary>Whether one call tries whether it works again.</summary>
    public bool IsProbing { get; internal set; }

    public static bool operator ==(PollyBreakerState left, PollyBreakerState right) =>
        left.Equals(right);

    public static bool operator !=(PollyBreakerState left, PollyBreakerState right) =>
        !left.Equals(right);

    /// <inheritdoc/>
    public readonly bool Equals(PollyBreakerState other)
    {
        bool isSame = Used == other.Used && IsProbing == other.IsProbing;
        for (int at = 0; isSame && at < Used; at++)
        {
            isSame = Buckets[at] == other.Buckets[at];
        }

        return isSame;
    }

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) =>
        obj is PollyBreakerState other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => Used * 2 + (IsProbing ? 1 : 0);
}

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
