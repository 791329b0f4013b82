using Harness.Reference.Policies.Lives;
using Harness.Reference.Policies.Rules;
using Harness.Reference.Ports;

namespace Harness.Reference.Policies.Systems;

/// <summary>
/// dinit: so many restarts in a window that opens with the first start, before which one is not
/// counted, and later with a restart, which is. Starts are kept apart. Source: dinit 0.22.0+42
/// (d7d843b) src/includes/proc-service.h:680-702, src/baseproc-service.cc:30-60,383-398,
/// src/service.cc:655-690.
/// </summary>
internal sealed class DinitPolicy(string restart, TimeSpan delay, FixedWindow? window)
    : LifePolicy<FixedWindowState>
{
    private readonly StartSpacing _spacing = new(SpacingKind.StartToStart, delay);

    internal static PolicySystem System { get; } = new()
    {
        Slug = "dinit",
        Name = "dinit",
        Versions = ["0.22"],
        Clock = "monotonic",
        Options =
        [
            new("restart", "no", "yes, no or on-failure (the default is set when it is built)"),
            new("restart-delay", "0.2", "s"),
            new("restart-limit-interval", "10", "s"),
            new("restart-limit-count", "3", "count; 0: no limit"),
        ],
        Source = "dinit d7d843b src/includes/proc-service.h:680-702,"
            + " src/baseproc-service.cc:30-60,383-398, src/service.cc:655-690",
        Make = Read,
    };

    protected override Verdict Ended(ref FixedWindowState own, in EndedLife life, ulong draw)
    {
        if (restart == "no" || (restart == "on-failure" && life.IsZero))
        {
            return life.IsZero
                ? Verdict.Rest(RestartReason.CleanExit, NativeWord.Stopped)
                : Verdict.GiveUp(RestartReason.NotRestarted, NativeWord.Stopped);
        }

        Instant due = life.EndedAt + _spacing.DelayAfter(life.Length);
        if (window is null)
        {
            return Verdict.Wait(due, RestartReason.Spacing);
        }

        RuleStep<FixedWindowState> step = window.Count(own, life.EndedAt);
        if (!step.IsAllowed)
        {
            return Verdict.GiveUp(
                RestartReason.OverLimit, NativeWord.Stopped, step.Count, step.Limit);
        }

        own = step.State;
        return Verdict.Wait(due, RestartReason.WithinLimit, step.Count, step.Limit);
    }

    /// <summary>A start that fails is not tried again.</summary>
    protected override Verdict NotStarted(ref FixedWindowState own, Instant now, ulong draw) =>
        Verdict.GiveUp(RestartReason.StartError, NativeWord.Stopped);

    protected override Verdict Asked(ref FixedWindowState own, in Whereabouts at, ulong draw)
    {
        own = window?.OpenAt(at.Now) ?? default;
        return Verdict.Start(RestartReason.Asked);
    }

    private static WorkerPolicy? Read(OptionValues values, PolicyTiming timing)
    {
        string restart = values.Word("restart", "yes", "no", "on-failure");
        TimeSpan delay = values.Finite("restart-delay", TimeStyle.Seconds);
        TimeSpan interval = values.Finite("restart-limit-interval", TimeStyle.Seconds);
        int limit = values.Whole("restart-limit-count", 0);
        return WorkerPolicy.Of(new DinitPolicy(restart, delay, limit == 0 ? null : new(new()
        {
            Limit = limit,
            Interval = interval,
            End = WindowEnd.IsOutside,
        })));
    }
}
