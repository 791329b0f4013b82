using Harness.Reference.Policies.Lives;
using Harness.Reference.Policies.Rules;
using Harness.Reference.Ports;

namespace Harness.Reference.Policies.Systems;

/// <summary>How the last life of a unit ended, in systemd's terms.</summary>
public enum SystemdResult
{
    /// <summary>Cleanly.</summary>
    Success,

    /// <summary>With an exit code that is not listed as a success.</summary>
    ExitCode,

    /// <summary>By a signal that is not clean.</summary>
    Signal,

    /// <summary>It used up the time for its start or its run.</summary>
    Timeout,

    /// <summary>It did not feed its watchdog.</summary>
    Watchdog,

    /// <summary>It exited with 0 before it was ready.</summary>
    Protocol,
}

/// <summary>
/// The start limit, the number of restarts, the last result, why the supervisor itself ends the
/// present life, and the phase of the grid on which timers ring.
/// </summary>
public record struct SystemdState(
    FixedWindowState Limit, int Restarts, SystemdResult Result, SystemdResult Cause,
    TimeSpan GridPhase);

/// <summary>
/// A service unit of systemd: its restart settings, delays, start limit and time limits. Every
/// start job is counted by the start limit, also one that a person asks for, and the delay grows
/// with the number of automatic restarts since the last start that was not one. Source: systemd
/// v257.13 src/core/service.c (service_shall_restart, service_restart_usec_next,
/// service_enter_dead), src/core/unit.c (unit_test_start_limit), src/basic/ratelimit.c; behaviour
/// of 252.39 and 257.13 recorded.
/// </summary>
internal sealed class SystemdPolicy : LifePolicy<SystemdState>
{
    /// <summary>The accuracy of a timer that asks for none (sd-event.c:45).</summary>
    private static readonly TimeSpan Grid = TimeSpan.FromMilliseconds(250);

    private readonly SystemdOptions _options;
    private readonly PolicyTiming _timing;
    private readonly FixedWindow? _limiter;
    private readonly SteppedDelay? _stepped;

    private SystemdPolicy(SystemdOptions options, PolicyTiming timing)
    {
        _options = options;
        _timing = timing;
        _limiter = options.LimitInterval == TimeSpan.Zero || options.LimitBurst == 0
            ? null
            : new FixedWindow(new FixedWindowOptions
            {
                Limit = options.LimitBurst,
                Interval = options.LimitInterval,
            });
        _stepped = options.Steps > 0 && options.RestartAfter > TimeSpan.Zero
            && options.MostDelay is { } most && options.RestartAfter < most
                ? new SteppedDelay(options.RestartAfter, most, options.Steps)
                : null;
    }

    internal static PolicySystem System { get; } = new()
    {
        Slug = "systemd",
        Name = "systemd service manager",
        Versions = ["252", "257"],
        Clock = "monotonic",
        Options = SystemdOptions.All,
        Source = "systemd v257.13 src/core/service.c:329,1999,2074,2646,5443,"
            + " src/core/unit.c:1808,1870, src/basic/ratelimit.c:11, src/shared/exit-status.c:141",
        Granularity = "timers ring on a grid of 250 ms whose phase is that of the boot",
        Deviations = "Type=forking, dbus and idle are taken as simple with their start time limit"
            + " as for notify; a core dump is a signal; at most 1000 RestartSteps.",
        Make = (values, timing) => Read(values, timing) is { } policy
            ? WorkerPolicy.Of(policy)
            : null,
    };

    /// <summary>Whether a start job is done with the start, not only when it is ready.</summary>
    internal bool IsReadyAtStart => _options.IsReadyAtStart;

    /// <summary>The policy with these options; null if a problem was reported.</summary>
    internal static SystemdPolicy? Read(OptionValues values, PolicyTiming timing) =>
        SystemdOptions.Read(values) is { } options ? new SystemdPolicy(options, timing) : null;

    protected override Instant Started(ref SystemdState own, Instant now, ulong draw)
    {
        own.Cause = SystemdResult.Success;
        return _options.IsReadyAtStart
            ? Running(now)
            : _options.StartTimeout is { } timeout ? now + timeout : Never;
    }

    /// <summary>The start is over, and so is its time; that of oneshot lasts to its end.</summary>
    protected override Instant? Readied(ref SystemdState own, Instant startedAt, Instant now) =>
        _options.NeedsReady ? Running(now) : null;

    /// <summary>A time limit is over.</summary>
    protected override Verdict Rung(
        ref SystemdState own, in Whereabouts at, ulong draw, out Instant next)
    {
        next = Never;
        bool isRunning = _options.IsReadyAtStart || (_options.NeedsReady && at.IsReady);
        bool isWatchdog = isRunning && IsWatchdogFirst;
        own.Cause = isWatchdog ? SystemdResult.Watchdog : SystemdResult.Timeout;
        return Verdict.End(
            isWatchdog ? RestartReason.WatchdogExpired
            : isRunning ? RestartReason.RuntimeLimit
            : RestartReason.StartTimeout);
    }

    protected override Verdict Ended(ref SystemdState own, in EndedLife life, ulong draw)
    {
        own.Result = ResultOf(life, own.Cause);
        own.Cause = SystemdResult.Success;
        if (!Restarts(life, own.Result, out RestartReason why))
        {
            return own.Result == SystemdResult.Success
                ? Verdict.Rest(why, NativeWord.Success)
                : Verdict.GiveUp(why, WordOf(own.Result));
        }

        int number = own.Restarts == int.MaxValue ? own.Restarts : own.Restarts + 1;
        Instant due = life.EndedAt + DelayOf(number);
        return Verdict.Wait(
            _timing.IsRealistic ? Chance.OnGrid(due, Grid, own.GridPhase) : due,
            _stepped is null ? RestartReason.Ended : RestartReason.Backoff,
            number);
    }

    /// <summary>A start that cannot be executed is an end with exit code 203 (EXEC).</summary>
    protected override Verdict NotStarted(ref SystemdState own, Instant now, ulong draw) =>
        Ended(ref own, new EndedLife(now, now, Ports.ExitStatus.Code(203)), draw);

    /// <summary>The delay is over: a start job is put to the start limit.</summary>
    protected override Verdict Waited(ref SystemdState own, Instant now, ulong draw)
    {
        own.Restarts = own.Restarts == int.MaxValue ? own.Restarts : own.Restarts + 1;
        return Counted(ref own, now, RestartReason.Ended);
    }

    protected override Verdict Asked(ref SystemdState own, in Whereabouts at, ulong draw)
    {
        if (at.Phase == LifePhase.Fresh && _timing.IsRealistic)
        {
            own.GridPhase = Chance.Below(Grid, draw);
        }

        if (at.Phase != LifePhase.Waiting)
        {
            own.Restarts = 0;
            return Counted(ref own, at.Now, RestartReason.Asked);
        }

        if (!_options.HurriesUp)
        {
            return Verdict.Nothing; // 252 merges it with the start that is due
        }

        // 257 makes it two jobs: the one that was asked for, and the restart that is brought on.
        Verdict first = Counted(ref own, at.Now, RestartReason.Asked);
        if (first.Decision.IsFinal)
        {
            return first;
        }

        own.Restarts++;
        return Counted(ref own, at.Now, RestartReason.Asked);
    }

    protected override Verdict Stopped(ref SystemdState own, in Whereabouts at)
    {
        if (at.Phase == LifePhase.Over)
        {
            return Verdict.Nothing;
        }

        own.Result = SystemdResult.Success;
        return Verdict.Rest(RestartReason.Asked, NativeWord.Success);
    }

    /// <summary><c>systemctl reset-failed</c>.</summary>
    protected override Verdict Forgiven(ref SystemdState own, in Whereabouts at)
    {
        own.Limit = default;
        own.Restarts = 0;
        if (at.Phase != LifePhase.Over)
        {
            return Verdict.Nothing;
        }

        own.Result = SystemdResult.Success;
        return Verdict.Rest(RestartReason.Asked, NativeWord.Success);
    }

    /// <summary>Up to 252 a reload of the manager forgot all start limits (recorded).</summary>
    protected override Verdict Reloaded(ref SystemdState own, in Whereabouts at)
    {
        own.Limit = _options.ForgetsLimitAtReload ? default : own.Limit;
        return Verdict.Nothing;
    }

    private bool IsWatchdogFirst => _options.Watchdog is { } watchdog
        && (_options.RuntimeMost is not { } most || watchdog <= most);

    private Instant Running(Instant now)
    {
        Instant end = Never;
        if (_options.RuntimeMost is { } most)
        {
            end = now + most;
        }

        return _options.Watchdog is { } watchdog && now + watchdog < end ? now + watchdog : end;
    }

    private SystemdResult ResultOf(in EndedLife life, SystemdResult cause)
    {
        if (cause != SystemdResult.Success)
        {
            return cause;
        }

        bool isClean = life.IsZero || _options.Success.Has(life)
            || (!_options.IsOneshot && life.Signal is 1 or 2 or 13 or 15);
        if (!isClean)
        {
            return life.Signal > 0 ? SystemdResult.Signal : SystemdResult.ExitCode;
        }

        bool isEarly = _options.NeedsReady && life.ReadyAt is null;
        return isEarly ? SystemdResult.Protocol : SystemdResult.Success;
    }

    // The order is that of service_shall_restart.
    private bool Restarts(in EndedLife life, SystemdResult result, out RestartReason why)
    {
        bool isClean = result == SystemdResult.Success;
        why = isClean ? RestartReason.CleanExit : RestartReason.NotRestarted;
        if (_options.Prevent.Has(life))
        {
            why = RestartReason.ListedExit;
            return false;
        }

        return (_options.Force.Has(life) && !(_options.IsOneshot && isClean))
            || _options.Restart switch
            {
                SystemdRestart.No => false,
                SystemdRestart.Always => true,
                SystemdRestart.OnSuccess => isClean,
                SystemdRestart.OnFailure => !isClean,
                SystemdRestart.OnAbnormal => !isClean && result != SystemdResult.ExitCode,
                SystemdRestart.OnWatchdog => result == SystemdResult.Watchdog,
                SystemdRestart.OnAbort => result == SystemdResult.Signal,
            };
    }

    private TimeSpan DelayOf(int number) => _stepped?.Of(number) ?? _options.RestartAfter;

    private Verdict Counted(ref SystemdState own, Instant now, RestartReason because)
    {
        if (_limiter is null)
        {
            return Verdict.Start(because, own.Restarts);
        }

        RuleStep<FixedWindowState> step = _limiter.Count(own.Limit, now);
        own.Limit = step.State;
        return step.IsAllowed
            ? Verdict.Start(because, step.Count, step.Limit)
            : Verdict.GiveUp(
                RestartReason.OverLimit,
                own.Result == SystemdResult.Success
                    ? NativeWord.StartLimitHit
                    : WordOf(own.Result),
                step.Count,
                step.Limit);
    }

    private static NativeWord WordOf(SystemdResult result) => result switch
    {
        SystemdResult.Success => NativeWord.Success,
        SystemdResult.ExitCode => NativeWord.ExitCode,
        SystemdResult.Signal => NativeWord.Signal,
        SystemdResult.Timeout => NativeWord.Timeout,
        SystemdResult.Watchdog => NativeWord.Watchdog,
        SystemdResult.Protocol => NativeWord.Protocol,
    };
}
