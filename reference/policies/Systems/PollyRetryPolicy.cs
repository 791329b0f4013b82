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
                Cap = Spans.Longest,
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
