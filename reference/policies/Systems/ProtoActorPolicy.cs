using Harness.Reference.Policies.Lives;
using Harness.Reference.Policies.Rules;
using Harness.Reference.Ports;

namespace Harness.Reference.Policies.Systems;

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
        bool isWhole = !isBackoff
            || (values.Needs("backoffWindow") & values.Needs("initialBackoff"));
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
        return step.Judged(NativeWord.ChildStopped);
    }

    private Verdict Delayed(ref ProtoActorState own, Instant now, ulong draw)
    {
        // Only whether the last failure is recent has to be known, not which others are.
        bool isForgotten = own.Failures > 0 && now - own.LastAt >= _window;
        own.Failures = isForgotten ? 1 : Math.Min(own.Failures, 1_000_000) + 1;
        own.LastAt = now;
        TimeSpan noise = _isRealistic ? Chance.Below(Noise, draw) : TimeSpan.Zero;
        return Verdict.Wait(
            now + Spans.Times(_initial, own.Failures) + noise, RestartReason.Backoff, own.Failures);
    }
}
