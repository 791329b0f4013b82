using Harness.Reference.Documents;

namespace Harness.Reference.Policies.Systems;

/// <summary><c>Restart=</c>.</summary>
internal enum SystemdRestart
{
    No,
    Always,
    OnSuccess,
    OnFailure,
    OnAbnormal,
    OnWatchdog,
    OnAbort,
}

/// <summary>The settings of a service unit that decide about restarts.</summary>
internal sealed record SystemdOptions
{
    private const int MostSteps = 1000;
    private const int FirstWithSteps = 254;

    internal static readonly IReadOnlyList<PolicyOption> All =
    [
        new("Type", "simple",
            "simple, exec, forking, oneshot, dbus, notify, notify-reload or idle"),
        new("Restart", "no",
            "no, always, on-success, on-failure, on-abnormal, on-watchdog or on-abort"),
        new("RestartSec", "100ms", "time span (a bare number is seconds)"),
        new("RestartSteps", "0", "count; unknown and ignored before 254"),
        new("RestartMaxDelaySec", "infinity", "time span; unknown and ignored before 254"),
        new("RestartMode", "normal", "normal, direct or debug; unknown and ignored before 254"),
        new("StartLimitIntervalSec", "10s", "time span; 0: no limit"),
        new("StartLimitBurst", "5", "count; 0: no limit"),
        new("SuccessExitStatus", "", "exit codes and signals"),
        new("RestartPreventExitStatus", "", "exit codes and signals"),
        new("RestartForceExitStatus", "", "exit codes and signals"),
        new("TimeoutStartSec", "90s", "time span; 0 or infinity: none (oneshot: infinity)"),
        new("TimeoutStopSec", "90s", "time span"),
        new("WatchdogSec", "0", "time span; 0: off"),
        new("RuntimeMaxSec", "infinity", "time span"),
        new("NotifyAccess", "none", "none, main, exec or all (with Type=notify: main)"),
    ];

    internal required string Type { get; init; }

    internal required SystemdRestart Restart { get; init; }

    internal required TimeSpan RestartAfter { get; init; }

    internal required int Steps { get; init; }

    internal required TimeSpan? MostDelay { get; init; }

    internal required TimeSpan LimitInterval { get; init; }

    internal required int LimitBurst { get; init; }

    internal required ExitSet Success { get; init; }

    internal required ExitSet Prevent { get; init; }

    internal required ExitSet Force { get; init; }

    internal required TimeSpan? StartTimeout { get; init; }

    internal required TimeSpan? Watchdog { get; init; }

    internal required TimeSpan? RuntimeMost { get; init; }

    internal required bool HurriesUp { get; init; }

    internal required bool ForgetsLimitAtReload { get; init; }

    internal bool IsOneshot => Type == "oneshot";

    /// <summary>Whether an end before readiness is a breach of the protocol.</summary>
    internal bool NeedsReady => Type is "notify" or "notify-reload" or "dbus";

    /// <summary>Whether the start job is done with the start.</summary>
    internal bool IsReadyAtStart => !NeedsReady && !IsOneshot;

    internal static SystemdOptions? Read(OptionValues values)
    {
        bool hasSteps = int.Parse(
            values.Version, System.Globalization.CultureInfo.InvariantCulture) >= FirstWithSteps;
        string type = values.Word(
            "Type", "simple", "exec", "forking", "oneshot", "dbus", "notify", "notify-reload",
            "idle");
        SystemdRestart restart = RestartOf(values.Word(
            "Restart", "no", "always", "on-success", "on-failure", "on-abnormal", "on-watchdog",
            "on-abort"));
        if (type == "oneshot" && restart is SystemdRestart.Always or SystemdRestart.OnSuccess)
        {
            values.Refuse("Restart", "systemd refuses it for Type=oneshot");
        }

        values.Word("RestartMode", "normal", "direct", "debug");
        values.Word("NotifyAccess", "none", "main", "exec", "all");
        TimeSpan after = values.Finite("RestartSec", TimeStyle.Systemd);
        TimeSpan? most = values.Time("RestartMaxDelaySec", TimeStyle.Systemd);
        int steps = values.Whole("RestartSteps", 0, MostSteps);
        values.Time("TimeoutStopSec", TimeStyle.Systemd);
        TimeSpan? start = values.Time("TimeoutStartSec", TimeStyle.Systemd);
        TimeSpan? interval = values.Time("StartLimitIntervalSec", TimeStyle.Systemd);
        return new SystemdOptions
        {
            Type = type,
            Restart = restart,
            // What is over the most is lowered to it, also without steps.
            RestartAfter = hasSteps && most is { } cap && cap < after ? cap : after,
            Steps = hasSteps ? steps : 0,
            MostDelay = hasSteps ? most : null,
            LimitInterval = interval ?? Spans.Longest,
            LimitBurst = values.Whole("StartLimitBurst", 0),
            Success = List(values, "SuccessExitStatus"),
            Prevent = List(values, "RestartPreventExitStatus"),
            Force = List(values, "RestartForceExitStatus"),
            StartTimeout = type == "oneshot" && !values.Has("TimeoutStartSec")
                || start == TimeSpan.Zero ? null : start,
            Watchdog = SomeOf(values.Time("WatchdogSec", TimeStyle.Systemd)),
            // A oneshot unit is never running (service.c warns that it has no effect).
            RuntimeMost = type == "oneshot"
                ? null
                : SomeOf(values.Time("RuntimeMaxSec", TimeStyle.Systemd)),
            HurriesUp = hasSteps,
            ForgetsLimitAtReload = !hasSteps,
        };
    }

    private static TimeSpan? SomeOf(TimeSpan? time) => time == TimeSpan.Zero ? null : time;

    private static SystemdRestart RestartOf(string word) => word switch
    {
        "always" => SystemdRestart.Always,
        "on-success" => SystemdRestart.OnSuccess,
        "on-failure" => SystemdRestart.OnFailure,
        "on-abnormal" => SystemdRestart.OnAbnormal,
        "on-watchdog" => SystemdRestart.OnWatchdog,
        "on-abort" => SystemdRestart.OnAbort,
        _ => SystemdRestart.No, // "no", or what was refused
    };

    private static ExitSet List(OptionValues values, string name)
    {
        var set = new ExitSet();
        foreach (string word in values.Text(name).Split(
            ' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!set.Add(word, allowsRanges: false, StatusOf))
            {
                values.Refuse(
                    name,
                    $"{Words.Quote(word)} is no exit code from 0 to 255, no name of one and no"
                    + " signal");
            }
        }

        return set;
    }

    // systemd.exec(5), "Process Exit Codes": libc, LSB and BSD.
    private static int? StatusOf(string name) => name switch
    {
        "SUCCESS" => 0,
        "FAILURE" => 1,
        "INVALIDARGUMENT" => 2,
        "NOTIMPLEMENTED" => 3,
        "NOPERMISSION" => 4,
        "NOTINSTALLED" => 5,
        "NOTCONFIGURED" => 6,
        "NOTRUNNING" => 7,
        "USAGE" => 64,
        "DATAERR" => 65,
        "NOINPUT" => 66,
        "NOUSER" => 67,
        "NOHOST" => 68,
        "UNAVAILABLE" => 69,
        "SOFTWARE" => 70,
        "OSERR" => 71,
        "OSFILE" => 72,
        "CANTCREAT" => 73,
        "IOERR" => 74,
        "TEMPFAIL" => 75,
        "PROTOCOL" => 76,
        "NOPERM" => 77,
        "CONFIG" => 78,
        "CHDIR" => 200,
        "NICE" => 201,
        "FDS" => 202,
        "EXEC" => 203,
        _ => null,
    };
}
