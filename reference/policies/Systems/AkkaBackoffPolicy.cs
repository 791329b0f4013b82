using Harness.Reference.Policies.Lives;
using Harness.Reference.Policies.Rules;

namespace Harness.Reference.Policies.Systems;

/// <summary>
/// Akka's and Pekko's BackoffSupervisor, onStop: whatever stops is started again after min * 2^n,
/// at most max, and n is forgotten by a life of resetBackoff. Source: pekko 9d97713
/// BackoffOnStopSupervisor.scala, RetrySupport.scala:404.
/// </summary>
internal sealed class AkkaBackoffPolicy(GrowingDelay growth, int retries, Jitter jitter)
    : LifePolicy<GrowingDelayState>
{
    internal static PolicySystem System { get; } = new()
    {
        Slug = "akka-backoff",
        Name = "Akka / Pekko BackoffSupervisor (onStop)",
        Versions = ["2.0"],
        Clock = "scheduler",
        Options =
        [
            new("minBackoff", "", "duration, over 0; no default"),
            new("maxBackoff", "", "duration, not less than minBackoff; no default"),
            new("randomFactor", "", "ratio, 0 to 1; no default"),
            new("resetBackoff", "", "duration from minBackoff to maxBackoff; else minBackoff"),
            new("maxNrOfRetries", "-1", "count; -1: no limit"),
        ],
        Source = "pekko 9d97713 BackoffOnStopSupervisor.scala, RetrySupport.scala:404",
        Granularity = "the delay is multiplied by 1 to 1 + randomFactor, after the most",
        Make = Read,
    };

    protected override Verdict Ended(ref GrowingDelayState own, in EndedLife life, ulong draw)
    {
        RuleStep<GrowingDelayState> step = growth.Ended(own, life, draw);
        if (retries >= 0 && step.Count > retries)
        {
            return Verdict.EndAll(
                RestartReason.OverLimit, NativeWord.SupervisorStopped, step.Count, retries);
        }

        own = step.State;
        return Verdict.Wait(
            life.EndedAt + jitter.Of(step.Delay, draw), RestartReason.Backoff, step.Count, retries);
    }

    private static WorkerPolicy? Read(OptionValues values, PolicyTiming timing)
    {
        bool isWhole = values.Needs("minBackoff") & values.Needs("maxBackoff")
            & values.Needs("randomFactor");
        int retries = values.Whole("maxNrOfRetries", -1);
        TimeSpan least = values.Has("minBackoff")
            ? values.Finite("minBackoff", TimeStyle.Akka, new TimeSpan(1))
            : new TimeSpan(1);
        TimeSpan most = values.Has("maxBackoff")
            ? values.Finite("maxBackoff", TimeStyle.Akka)
            : least;
        int millionths = values.Has("randomFactor")
            ? Ratios.Millionths(values, "randomFactor")
            : 0;
        TimeSpan reset = values.Has("resetBackoff")
            ? values.Finite("resetBackoff", TimeStyle.Akka)
            : least;
        if (most < least)
        {
            values.Refuse("maxBackoff", "expected minBackoff or more");
            most = least;
        }
        else if (values.Has("resetBackoff") && (reset < least || reset > most))
        {
            values.Refuse("resetBackoff", "expected minBackoff to maxBackoff");
        }

        return isWhole ? WorkerPolicy.Of(new AkkaBackoffPolicy(
            new GrowingDelay(new() { First = least, Cap = most, ForgivenAfter = reset }),
            retries,
            new Jitter(timing.IsRealistic ? millionths : 0))) : null;
    }
}

/// <summary>A delay that is up to so many millionths longer.</summary>
internal readonly record struct Jitter(int Millionths)
{
    internal TimeSpan Of(TimeSpan delay, ulong draw) => Millionths == 0
        ? delay
        : delay + Chance.Below(
            new TimeSpan((long)((Int128)delay.Ticks * Millionths / 1_000_000)), draw);
}
