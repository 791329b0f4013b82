using System.Globalization;
using Harness.Reference.Policies.Lives;
using Harness.Reference.Policies.Rules;

namespace Harness.Reference.Policies.Systems;

/// <summary>
/// Akka's, Pekko's and Akka.NET's OneForOneStrategy: so many restarts of a child in a window from
/// its first failure, the end included; without a window for life; without a number but with a
/// window once. Source: pekko 9d97713 FaultHandling.scala:56-86, Akka.NET 1.5.30
/// ChildStats.cs:87-131.
/// </summary>
internal sealed class AkkaOneForOnePolicy(FixedWindow? window) : LifePolicy<FixedWindowState>
{
    internal static PolicySystem System { get; } = new()
    {
        Slug = "akka-one-for-one",
        Name = "Akka / Pekko / Akka.NET OneForOneStrategy",
        Versions = ["1.5.30", "2.0"],
        Clock = "monotonic",
        Options =
        [
            new("maxNrOfRetries", "-1", "count; -1: no limit (with a window: 1)"),
            new("withinTimeRange", "infinite", "duration or infinite"),
        ],
        Source = "pekko 9d97713 FaultHandling.scala:56-86; Akka.NET 1.5.30 ChildStats.cs:87-131,"
            + " SupervisorStrategy.cs:375,631",
        Deviations = "The default decider, by which some exceptions stop a child, is not modelled:"
            + " every end but exit 0 is a failure that restarts.",
        Make = Read,
    };

    protected override Verdict Ended(ref FixedWindowState own, in EndedLife life, ulong draw)
    {
        if (life.IsZero)
        {
            return Verdict.Rest(RestartReason.CleanExit, NativeWord.ChildStopped);
        }

        if (window is null)
        {
            return Verdict.Start(RestartReason.Ended);
        }

        RuleStep<FixedWindowState> step = window.Count(own, life.EndedAt);
        own = step.State;
        return step.IsAllowed
            ? Verdict.Start(RestartReason.WithinLimit, step.Count, step.Limit)
            : Verdict.GiveUp(
                RestartReason.OverLimit, NativeWord.ChildStopped, step.Count, step.Limit);
    }

    private static WorkerPolicy? Read(OptionValues values, PolicyTiming timing)
    {
        int retries = values.Whole("maxNrOfRetries", -1);
        TimeSpan? within = values.Time("withinTimeRange", TimeStyle.Akka);
        bool isUnlimited = retries < 0 && within is null;
        return WorkerPolicy.Of(new AkkaOneForOnePolicy(isUnlimited ? null : new FixedWindow(new()
        {
            Limit = retries < 0 ? 1 : retries,
            Interval = retries == 0 ? null : within,
        })));
    }
}

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

/// <summary>The failures that are remembered.</summary>
public record struct ProtoActorState(SlidingLogState Log, int Failures, Instant LastAt);

/// <summary>
/// Proto.Actor: OneForOneStrategy stops a child with more failures within the time, its end not
/// included; ExponentialBackoffStrategy, in spite of its name, waits for the number of failures
/// times the initial back-off. Source: Proto.Actor 1.6.0+ (5f68a46)
/// src/Proto.Actor/Supervision/*.cs.
/// </summary>
internal sealed class ProtoActorPolicy : LifePolicy<ProtoActorState>
{
    private static readonly TimeSpan Noise = TimeSpan.FromMilliseconds(500);

    private readonly SlidingLog? _log;
    private readonly TimeSpan _window;
    private readonly TimeSpan _initial;
    private readonly bool _isRealistic;

    private ProtoActorPolicy(SlidingLog? log, TimeSpan window, TimeSpan initial, bool isRealistic)
    {
        _log = log;
        _window = window;
        _initial = initial;
        _isRealistic = isRealistic;
    }

    internal static PolicySystem System { get; } = new()
    {
        Slug = "proto-actor",
        Name = "Proto.Actor supervision",
        Versions = ["1.6"],
        Clock = "wall",
        Options =
        [
            new("strategy", "OneForOneStrategy",
                "OneForOneStrategy or ExponentialBackoffStrategy"),
            new("maxNrOfRetries", "10", "count"),
            new("withinTimeSpan", "10s", "duration"),
            new("backoffWindow", "", "duration; no default"),
            new("initialBackoff", "", "duration; no default"),
        ],
        Source = "Proto.Actor 5f68a46 src/Proto.Actor/Supervision/*.cs",
        Granularity = "ExponentialBackoffStrategy adds 0 to 499 ms",
        Make = Read,
    };

    protected override Verdict Ended(ref ProtoActorState own, in EndedLife life, ulong draw)
    {
        if (life.IsZero)
        {
            return Verdict.Rest(RestartReason.CleanExit, NativeWord.ChildStopped);
        }

        return _log is null ? Delayed(ref own, life.EndedAt, draw) : Counted(ref own, life.EndedAt);
    }

    private static WorkerPolicy? Read(OptionValues values, PolicyTiming timing)
    {
        bool isBackoff = values.Word(
            "strategy", "OneForOneStrategy", "ExponentialBackoffStrategy")
            == "ExponentialBackoffStrategy";
        int retries = values.Whole("maxNrOfRetries", 0, PolicyLimits.Events);
        TimeSpan within = values.Finite("withinTimeSpan", TimeStyle.Dotnet);
        bool isWhole = !isBackoff || (values.Needs("backoffWindow") & values.Needs("initialBackoff"));
        TimeSpan window = values.Has("backoffWindow")
            ? values.Finite("backoffWindow", TimeStyle.Dotnet)
            : TimeSpan.Zero;
        TimeSpan initial = values.Has("initialBackoff")
            ? values.Finite("initialBackoff", TimeStyle.Dotnet)
            : TimeSpan.Zero;
        SlidingLog? log = isBackoff ? null : new SlidingLog(new SlidingLogOptions
        {
            Limit = retries,
            Window = within,
            End = WindowEnd.IsOutside,
        });
        return isWhole
            ? WorkerPolicy.Of(new ProtoActorPolicy(log, window, initial, timing.IsRealistic))
            : null;
    }

    private Verdict Counted(ref ProtoActorState own, Instant now)
    {
        RuleStep<SlidingLogState> step = _log!.Count(own.Log, now);
        own.Log = step.IsAllowed ? step.State : default; // cleared when the child is stopped
        return step.IsAllowed
            ? Verdict.Start(RestartReason.WithinLimit, step.Count, step.Limit)
            : Verdict.GiveUp(
                RestartReason.OverLimit, NativeWord.ChildStopped, step.Count, step.Limit);
    }

    private Verdict Delayed(ref ProtoActorState own, Instant now, ulong draw)
    {
        // Only whether the last failure is recent has to be known, not which others are.
        bool isForgotten = own.Failures > 0 && now - own.LastAt >= _window;
        own.Failures = isForgotten ? 1 : Math.Min(own.Failures, 1_000_000) + 1;
        own.LastAt = now;
        TimeSpan noise = _isRealistic ? Chance.Below(Noise, draw) : TimeSpan.Zero;
        return Verdict.Wait(
            now + (_initial * own.Failures) + noise, RestartReason.Backoff, own.Failures);
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

/// <summary>Ratios as whole numbers.</summary>
internal static class Ratios
{
    /// <summary>A ratio from 0 to 1, in millionths.</summary>
    internal static int Millionths(OptionValues values, string name, bool allowsZero = true)
    {
        if (decimal.TryParse(
            values.Text(name), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out decimal ratio) && ratio <= 1 && (allowsZero || ratio > 0))
        {
            return (int)(ratio * 1_000_000);
        }

        values.Refuse(
            name, allowsZero ? "expected a ratio from 0 to 1" : "expected a ratio over 0, at most 1");
        return 1_000_000;
    }
}
