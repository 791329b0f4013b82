using Harness.Reference.Documents;
using Harness.Reference.Policies;
using Harness.Reference.Policies.Systems;
using Xunit;

namespace Harness.Properties.Policies.Laws;

/// <summary>
/// One system of the catalogue with options of which the laws are asked: the defaults, and where
/// these never start anything again, or leave a part of the rule out, others too.
/// </summary>
internal sealed record PolicyCase(string Slug, string Options, string Version = "")
{
    private const char Between = ';';

    internal string Name => string.Join(
        ' ', new[] { Slug, Version, Options }.Where(part => part.Length > 0));

    internal WorkerPolicy Make(PolicyTiming timing = default)
    {
        var problems = new ProblemList(Name);
        WorkerPolicy? policy = PolicyCatalogue.Make(
            new PolicyRequest(Slug, [.. Options.Split(Between, Trimmed).Select(Written)])
            {
                Version = Version,
                Timing = timing,
            },
            problems);
        return policy ?? throw new InvalidOperationException(
            string.Join('\n', problems.ByPlace()));
    }

    private const StringSplitOptions Trimmed =
        StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;

    private static WrittenOption Written(string option)
    {
        string[] two = option.Split('=', 2);
        return new WrittenOption(two[0], Place.Start, two[1], Place.Start);
    }
}

internal static class PolicyCases
{
    /// <summary>Cases besides the defaults.</summary>
    private static readonly PolicyCase[] Others =
    [
        new("akka-backoff", "minBackoff=1s; maxBackoff=10s; randomFactor=0.2"),
        new("akka-backoff", "minBackoff=1s; maxBackoff=1m; randomFactor=1; resetBackoff=30s;"
            + " maxNrOfRetries=4"),
        new("akka-one-for-one", "maxNrOfRetries=3; withinTimeRange=10s"),
        new("circus", "attempts=3; window=5; max_retry=-1"),
        new("dinit", "restart=yes"),
        new("dinit", "restart=on-failure; restart-limit-count=0"),
        new("docker", "restart=always"),
        new("docker", "restart=on-failure:3"),
        new("elixir", "restart=:transient; max_restarts=12"),
        new("finit", "restart=4; leak=7"),
        new("haproxy", "no-exit-on-failure=true"),
        new("httpd", ""),
        new("k8s-job", "restartPolicy=OnFailure; backoffLimit=4"),
        new("knot-manager", "", "design-text"),
        new("knot-manager", "FIX_COUNTER_DECREASE_INTERVAL_SEC=7", "design-text"),
        new("kubelet", "restartPolicy=OnFailure; ReduceDefaultCrashLoopBackOffDecay=true"),
        new("launchd", "KeepAlive=true"),
        new("monit", "set daemon=5; restarts rule=if 3 restarts within 5 cycles then unmonitor"),
        new("nomad", "mode=delay; interval=1m; attempts=3; delay=1s"),
        new("openrc", "", "0.45.2"),
        new("openrc", "respawn_delay=1; respawn_period=20", "0.61"),
        new("otp", "intensity=20; period=10"),
        new("overmind", "auto-restart=web"),
        new("overmind", "can-die=web"),
        new("php-fpm", "emergency_restart_threshold=3; emergency_restart_interval=10"),
        new("php-fpm", "emergency_restart_threshold=40; emergency_restart_interval=60"),
        new("pm2", "exp_backoff_restart_delay=100"),
        new("pm2", "restart_delay=500; stop_exit_codes=2"),
        new("podman", "restart=always"),
        new("podman", "restart=on-failure:3"),
        new("polly-breaker", "MinimumThroughput=4; FailureRatio=0.5"),
        new("polly-retry", "BackoffType=Exponential; MaxDelay=5s; MaxRetryAttempts=20"),
        new("polly-retry", "BackoffType=Linear; UseJitter=true"),
        new("postmaster", "restart_after_crash=off"),
        new("process-compose", "restart=always"),
        new("process-compose", "restart=on_failure; max_restarts=3"),
        new("proto-actor", "strategy=ExponentialBackoffStrategy; backoffWindow=10s;"
            + " initialBackoff=500ms"),
        new("puma", "workers=2"),
        new("runit", "finish=sleep 2"),
        new("s6", "notification-fd=3; finish=sleep 2"),
        new("s6", "finish=s6-permafailon 10 5 SIGSEGV,1 true"),
        new("s6", "finish=s6-permafailon 60 20 1-3 true", "2.11.3.2"),
        new("s6", "finish=exit 125"),
        new("squid", "workers=2"),
        new("suture", "FailureThreshold=2.5; FailureBackoff=3s"),
        new("supervisord", "autorestart=true; startretries=1"),
        new("swarm", "max_attempts=3; window=20s"),
        new("swarm", "condition=on-failure; max_attempts=18; delay=100ms"),
        new("systemd", "Restart=always"),
        new("systemd", "Restart=always", "252"),
        new("systemd", "Restart=on-failure; Type=notify; TimeoutStartSec=3s; WatchdogSec=2s;"
            + " RestartSteps=4; RestartMaxDelaySec=8s; StartLimitBurst=0"),
        new("systemd", "Restart=on-abnormal; RuntimeMaxSec=5s; RestartSec=0"),
        new("upstart", "respawn=true"),
        new("uwsgi", "emperor=/vassals; emperor-max-throttle=4000"),
        new("windows-scm", "reset=60; actions=restart/1000/restart/5000/none/0"),
        new("windows-scm", "actions=restart/0/restart/60000"),
    ];

    private static readonly PolicyCase[] Everything =
    [
        .. PolicyCatalogue.All
            .Where(system => system.Slug != "akka-backoff") // it has no defaults
            .Select(system => new PolicyCase(system.Slug, "")),
        .. Others,
    ];

    /// <summary>The names of all cases, for theories.</summary>
    public static TheoryData<string> Names =>
        [.. Everything.Select(one => one.Name).Distinct().Order(StringComparer.Ordinal)];

    internal static IReadOnlyList<PolicyCase> All => Everything;

    internal static PolicyCase Named(string name) => Everything.First(one => one.Name == name);
}
