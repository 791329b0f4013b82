using Harness.Reference.Policies.Lives;
using Harness.Reference.Policies.Rules;

namespace Harness.Reference.Policies.Systems;

/// <summary>
/// macOS' launchd: a job that is kept alive is started ThrottleInterval after its last start at the
/// earliest, but the run is cut to whole seconds first, so that it can be a second more. Source:
/// launchd 842.1.4 src/core.c:142,4367-4407,6111.
/// </summary>
internal sealed class LaunchdPolicy(bool isKeptAlive, TimeSpan throttle) : LifePolicy<NoState>
{
    private readonly StartSpacing _spacing =
        new(SpacingKind.StartToStartInWholeSeconds, throttle);

    internal static PolicySystem System { get; } = new()
    {
        Slug = "launchd",
        Name = "macOS launchd",
        Versions = ["842.1.4"],
        Clock = "monotonic; a run is cut to whole seconds",
        Options =
        [
            new("KeepAlive", "false", "true or false"),
            new("ThrottleInterval", "10", "s, whole"),
        ],
        Source = "launchd 842.1.4 src/core.c:142,4367-4407,6111",
        Make = (values, _) => WorkerPolicy.Of(new LaunchdPolicy(
            values.Truth("KeepAlive"),
            values.Finite("ThrottleInterval", TimeStyle.WholeSeconds))),
    };

    protected override Verdict Ended(ref NoState own, in EndedLife life, ulong draw) =>
        isKeptAlive
            ? Verdict.Wait(
                life.EndedAt + _spacing.DelayAfter(life.Length), RestartReason.Spacing)
            : Verdict.Rest(RestartReason.NotRestarted, NativeWord.NotRestarted);
}

/// <summary>
/// Upstart: so many respawns in a window of whole seconds that opens with its first; then the job
/// stops. Source: upstart 1.13 (47a2d08) init/job_process.c:1718-1756,1946-1965, job_class.h:88,95.
/// </summary>
internal sealed class UpstartPolicy(bool respawns, FixedWindow? window)
    : LifePolicy<FixedWindowState>
{
    internal static PolicySystem System { get; } = new()
    {
        Slug = "upstart",
        Name = "Upstart",
        Versions = ["1.13"],
        Clock = "monotonic, whole seconds",
        Options =
        [
            new("respawn", "false", "true or false: whether the stanza is there"),
            new("respawn limit", "10 5", "COUNT SECONDS, or unlimited; 0 0 is unlimited, too"),
        ],
        Source = "upstart 47a2d08 init/job_process.c:1718-1756,1946-1965, init/job_class.h:88,95",
        Granularity = "the phase of the whole second is drawn",
        Make = Read,
    };

    protected override Verdict Ended(ref FixedWindowState own, in EndedLife life, ulong draw)
    {
        if (!respawns)
        {
            return life.IsZero
                ? Verdict.Rest(RestartReason.CleanExit, NativeWord.StopWaiting)
                : Verdict.GiveUp(RestartReason.NotRestarted, NativeWord.StopWaiting);
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
                RestartReason.OverLimit, NativeWord.StopWaiting, step.Count, step.Limit);
    }

    private static WorkerPolicy? Read(OptionValues values, PolicyTiming timing)
    {
        const string Limit = "respawn limit";
        bool respawns = values.Truth("respawn");
        string[] words = values.Text(Limit).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        FixedWindow? window = null;
        if (words is [var count, var seconds]
            && NativeTimes.Read(seconds, TimeStyle.WholeSeconds) is { Value: { } interval }
            && NativeTimes.Read(count, TimeStyle.WholeSeconds) is { Value: { } counted }
            && counted.TotalSeconds <= int.MaxValue)
        {
            window = counted == TimeSpan.Zero && interval == TimeSpan.Zero ? null : new(new()
            {
                Limit = (int)counted.TotalSeconds,
                Interval = interval,
                End = WindowEnd.IsOutside,
                CountsSeconds = true,
                Timing = timing,
            });
        }
        else if (words is not ["unlimited"])
        {
            values.Refuse(Limit, "expected COUNT SECONDS, such as '10 5', or unlimited");
        }

        return WorkerPolicy.Of(new UpstartPolicy(respawns, window));
    }
}

/// <summary>The window of respawns.</summary>
public record struct OpenRcState(FixedWindowState Window);

/// <summary>
/// OpenRC's supervise-daemon: so many respawns in a window that opens with its first exit; the exit
/// that finds it over is not counted. Up to 0.61 the defaults are 10 for life without a delay, and
/// whole seconds are counted; from 0.62 10 in 12 s with a delay that grows by 128 ms. Source: OpenRC
/// 0.63+143 (04d75bc) src/supervise-daemon/supervise-daemon.c:188-193,767-790; run 0.45.2.
/// </summary>
internal sealed class OpenRcPolicy(
    FixedWindow? window, TimeSpan delay, TimeSpan step, TimeSpan cap, NativeWord word)
    : LifePolicy<OpenRcState>
{
    internal static PolicySystem System { get; } = new()
    {
        Slug = "openrc",
        Name = "OpenRC supervise-daemon",
        Versions = ["0.45.2", "0.61", "0.62"],
        Clock = "monotonic; up to 0.61 wall, whole seconds",
        Options =
        [
            new("respawn_delay", "0", "s (from 0.62 also with ms)"),
            new("respawn_delay_step", "128ms", "as respawn_delay; from 0.62 on, before: none"),
            new("respawn_delay_cap", "30s", "as respawn_delay; from 0.62 on"),
            new("respawn_max", "10", "count; 0: no limit"),
            new("respawn_period", "12s", "as respawn_delay; up to 0.61: 0, for life"),
        ],
        Source = "OpenRC 04d75bc src/supervise-daemon/supervise-daemon.c:188-193,767-790",
        Granularity = "up to 0.61 the phase of the whole second is drawn",
        Make = Read,
    };

    protected override Verdict Ended(ref OpenRcState own, in EndedLife life, ulong draw)
    {
        int count = 0;
        if (window is not null)
        {
            RuleStep<FixedWindowState> counted = window.Count(own.Window, life.EndedAt);
            own.Window = counted.State;
            count = (int)counted.Count;
            if (!counted.IsAllowed)
            {
                return Verdict.GiveUp(RestartReason.OverLimit, word, count, counted.Limit);
            }
        }

        TimeSpan grown = delay + (step * count);
        TimeSpan wait = step > TimeSpan.Zero && grown > cap ? cap : grown;
        return Verdict.Wait(life.EndedAt + wait, RestartReason.WithinLimit, count);
    }

    protected override Verdict Asked(ref OpenRcState own, in Whereabouts at, ulong draw)
    {
        own = default;
        return Verdict.Start(RestartReason.Asked);
    }

    private static WorkerPolicy? Read(OptionValues values, PolicyTiming timing)
    {
        bool isNew = values.Version == "0.62";
        TimeStyle style = isNew ? TimeStyle.OpenRc : TimeStyle.WholeSeconds;
        foreach (string name in (string[])["respawn_delay_step", "respawn_delay_cap"])
        {
            if (!isNew && values.Has(name))
            {
                values.Refuse(name, $"OpenRC {values.Version} does not know it: it came with 0.62");
            }
        }

        TimeSpan delay = values.Finite("respawn_delay", style);
        TimeSpan step = isNew ? values.Finite("respawn_delay_step", style) : TimeSpan.Zero;
        TimeSpan cap = isNew ? values.Finite("respawn_delay_cap", style) : TimeSpan.MaxValue;
        int most = values.Whole("respawn_max", 0);
        TimeSpan period = isNew || values.Has("respawn_period")
            ? values.Finite("respawn_period", style)
            : TimeSpan.Zero;

        // Without a limit the count still makes the delay grow.
        var window = new FixedWindow(new FixedWindowOptions
        {
            Limit = most == 0 ? int.MaxValue : most,
            Interval = period == TimeSpan.Zero ? null : period,
            ForgetsOpener = true,
            CountsSeconds = !isNew,
            Timing = timing,
        });
        return WorkerPolicy.Of(new OpenRcPolicy(
            window, delay, step, cap,
            values.Version == "0.45.2" ? NativeWord.DaemonExited : NativeWord.Failed));
    }
}

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

/// <summary>
/// SysV init: 10 spawns in a window of 120 s, in whole seconds; then the entry is disabled until
/// more than 300 s have passed, and begins anew. Source: sysvinit 3.14 (86aadb6)
/// src/init.c:1063-1090,2167-2195, init.h:46-48.
/// </summary>
internal sealed class SysvInitPolicy(bool respawns, PolicyTiming timing)
    : LifePolicy<FixedWindowState>
{
    private const int Pause = 300;

    private readonly FixedWindow _window = new(new FixedWindowOptions
    {
        Limit = 10,
        Interval = TimeSpan.FromSeconds(120),
        End = WindowEnd.IsOutside,
        CountsSeconds = true,
        Timing = timing,
    });

    internal static PolicySystem System { get; } = new()
    {
        Slug = "sysv-init",
        Name = "SysV init respawn",
        Versions = ["3.14"],
        Clock = "wall, whole seconds",
        Options = [new("action", "respawn", "respawn, once or wait")],
        Fixed = "10 spawns within 120s, pause of 300s (+1s)",
        Source = "sysvinit 3.14 (86aadb6) src/init.c:1063-1090,2167-2195, src/init.h:46-48",
        Granularity = "the phase of the whole second is drawn",
        Make = (values, timing) => WorkerPolicy.Of(new SysvInitPolicy(
            values.Word("action", "respawn", "once", "wait") == "respawn", timing)),
    };

    protected override Verdict Ended(ref FixedWindowState own, in EndedLife life, ulong draw) =>
        respawns
            ? Spawn(ref own, life.EndedAt)
            : Verdict.Rest(RestartReason.NotRestarted, NativeWord.NotRestarted);

    protected override Verdict Waited(ref FixedWindowState own, Instant now, ulong draw)
    {
        own = default;
        Spawn(ref own, now);
        return Verdict.Start(RestartReason.Revived);
    }

    /// <summary>The first spawn is counted as every other one.</summary>
    protected override Verdict Asked(ref FixedWindowState own, in Whereabouts at, ulong draw)
    {
        own = default;
        Spawn(ref own, at.Now);
        return Verdict.Start(RestartReason.Asked);
    }

    private Verdict Spawn(ref FixedWindowState own, Instant now)
    {
        RuleStep<FixedWindowState> step = _window.Count(own, now);
        own = step.State;
        return step.IsAllowed
            ? Verdict.Start(RestartReason.WithinLimit, step.Count, step.Limit)
            : Verdict.Pause(
                timing.BeginOf(timing.SecondOf(now) + Pause + 1), RestartReason.OverLimit,
                NativeWord.Disabled, step.Count, step.Limit);
    }
}

/// <summary>
/// BusyBox init: reaps, sleeps for a second and runs dead entries again. Source: busybox 371fe9f
/// init/init.c run loop.
/// </summary>
internal sealed class BusyboxInitPolicy(bool respawns) : LifePolicy<NoState>
{
    internal static PolicySystem System { get; } = new()
    {
        Slug = "busybox-init",
        Name = "BusyBox init respawn",
        Versions = ["371fe9f"],
        Clock = "sleep",
        Options = [new("action", "respawn", "respawn, askfirst, once or wait")],
        Fixed = "pause 1s",
        Source = "busybox 371fe9f init/init.c",
        Make = (values, _) => WorkerPolicy.Of(new BusyboxInitPolicy(
            values.Word("action", "respawn", "askfirst", "once", "wait")
                is "respawn" or "askfirst")),
    };

    protected override Verdict Ended(ref NoState own, in EndedLife life, ulong draw) => respawns
        ? Verdict.Wait(life.EndedAt + TimeSpan.FromSeconds(1), RestartReason.Spacing)
        : Verdict.Rest(RestartReason.NotRestarted, NativeWord.NotRestarted);
}

/// <summary>
/// Finit: the first retry after 1 ms, then 2 s for the first half of the budget and 5 s for the
/// second; a running service is forgiven one every 5 minutes. Source: finit c23952c
/// src/service.c:2470-2543,3143-3185, svc.h:111, private.h:31.
/// </summary>
internal sealed class FinitPolicy(
    int most, TimeSpan early, TimeSpan late, TimeSpan leak) : LifePolicy<LeakyCounterState>
{
    private readonly LeakyCounter _counter =
        new(new LeakyCounterOptions { Limit = most, Every = leak });

    internal static PolicySystem System { get; } = new()
    {
        Slug = "finit",
        Name = "Finit",
        Versions = ["c23952c"],
        Clock = "event loop",
        Options =
        [
            new("restart", "10", "count, 1 or more"),
            new("early delay", "2", "s"),
            new("late delay", "5", "s"),
            new("leak", "300", "s for one, over 0"),
        ],
        Source = "finit c23952c src/service.c:2470-2543,3143-3185, src/svc.h:111,"
            + " src/private.h:31",
        Deviations = "Read from source only, never run; the ticks of the leak are counted from the"
            + " first start.",
        Make = (values, _) => WorkerPolicy.Of(new FinitPolicy(
            values.Whole("restart", 1),
            values.Finite("early delay", TimeStyle.Seconds),
            values.Finite("late delay", TimeStyle.Seconds),
            values.Finite("leak", TimeStyle.Seconds, new TimeSpan(1)))),
    };

    /// <summary>Time that it was down does not forgive.</summary>
    protected override Instant Started(ref LeakyCounterState own, Instant now, ulong draw)
    {
        int counter = own.Counter;
        own = _counter.At(own, now) with { Counter = counter };
        return Never;
    }

    protected override Verdict Ended(ref LeakyCounterState own, in EndedLife life, ulong draw)
    {
        own = _counter.At(own, life.EndedAt);
        TimeSpan delay = own.Counter == 0 ? TimeSpan.FromMilliseconds(1)
            : own.Counter <= most / 2 ? early
            : late;
        return Verdict.Wait(life.EndedAt + delay, RestartReason.Backoff, own.Counter, most);
    }

    protected override Verdict Waited(ref LeakyCounterState own, Instant now, ulong draw)
    {
        if (own.Counter >= most)
        {
            int counter = own.Counter;
            own = own with { Counter = 0 };
            return Verdict.GiveUp(RestartReason.OverLimit, NativeWord.Crashed, counter, most);
        }

        own = own with { Counter = own.Counter + 1 };
        return Verdict.Start(RestartReason.Backoff, own.Counter, most);
    }

    protected override Verdict Asked(ref LeakyCounterState own, in Whereabouts at, ulong draw)
    {
        own = at.Phase == LifePhase.Fresh ? LeakyCounter.From(at.Now) : own with { Counter = 0 };
        return Verdict.Start(RestartReason.Asked);
    }
}
