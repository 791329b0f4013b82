using System.Globalization;
using Harness.Reference.Policies.Lives;
using Harness.Reference.Policies.Rules;
using Harness.Reference.Ports;

namespace Harness.Reference.Policies.Systems;

/// <summary>
/// suture: failures decay with a half-life; more than the threshold pauses the whole supervisor,
/// which begins anew afterwards. Source: suture v4 (8a2561c) v4/supervisor.go:469-531,818-840.
/// </summary>
internal sealed class SuturePolicy(DecayedCounter counter, TimeSpan backoff, bool isRealistic)
    : LifePolicy<DecayedCounterState>
{
    internal static PolicySystem System { get; } = new()
    {
        Slug = "suture",
        Name = "suture (Go)",
        Versions = ["4"],
        Clock = "monotonic",
        Options =
        [
            new("FailureDecay", "30", "s, the half-life; over 0"),
            new("FailureThreshold", "5", "number, decimals allowed"),
            new("FailureBackoff", "15s", "duration"),
        ],
        Source = "suture 8a2561c v4/supervisor.go:469-531,818-840",
        Granularity = "the pause is multiplied by 1 to 1.5",
        Deviations = "The counter is a fixed-point number, right to 2^-31, where the real one is a"
            + " double.",
        Make = Read,
    };

    protected override Verdict Ended(ref DecayedCounterState own, in EndedLife life, ulong draw)
    {
        RuleStep<DecayedCounterState> step = counter.Count(own, life.EndedAt);
        own = step.State;
        if (step.IsAllowed)
        {
            return Verdict.Start(RestartReason.WithinLimit, step.Count, step.Limit);
        }

        TimeSpan jitter = isRealistic ? Chance.Below(backoff / 2, draw) : TimeSpan.Zero;
        return Verdict.Pause(
            life.EndedAt + backoff + jitter, RestartReason.OverLimit, NativeWord.None, step.Count,
            step.Limit);
    }

    protected override Verdict Waited(ref DecayedCounterState own, Instant now, ulong draw)
    {
        own = default;
        return Verdict.Start(RestartReason.Revived);
    }

    private static WorkerPolicy? Read(OptionValues values, PolicyTiming timing)
    {
        TimeSpan half = values.Finite("FailureDecay", TimeStyle.Seconds, new TimeSpan(1));
        TimeSpan backoff = values.Finite("FailureBackoff", TimeStyle.Go);
        if (!decimal.TryParse(
                values.Text("FailureThreshold"), NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture, out decimal threshold)
            || threshold > 1_000_000)
        {
            values.Refuse("FailureThreshold", "expected a number from 0 to 1000000");
            threshold = 0;
        }

        var options = new DecayedCounterOptions((long)(threshold * (1L << 32)), half);
        return WorkerPolicy.Of(
            new SuturePolicy(new DecayedCounter(options), backoff, timing.IsRealistic));
    }
}
