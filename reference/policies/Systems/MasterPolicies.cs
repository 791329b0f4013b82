using Harness.Reference.Policies.Lives;
using Harness.Reference.Ports;

namespace Harness.Reference.Policies.Systems;

/// <summary>What a master does about an end.</summary>
internal delegate Verdict MasterRule(in EndedLife life);

/// <summary>
/// Masters of servers, most of which start a worker again at once and without limit: what they do
/// about an end is all that there is to them.
/// </summary>
internal sealed class MasterPolicies(MasterRule rule) : LifePolicy<NoState>
{
    private const int SignalBase = 128;

    private static readonly TimeSpan OvermindCheck = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MostBetweenSpawns = TimeSpan.FromMilliseconds(100);

    internal static PolicySystem Nginx { get; } = new()
    {
        Slug = "nginx",
        Name = "nginx master",
        Versions = ["1.22"],
        Clock = "none",
        Options = [new("worker_processes", "1", "count or auto")],
        Fixed = "exit code 2 of a worker is final",
        Source = "nginx 3f6f782 src/os/unix/ngx_process_cycle.c ngx_reap_children,"
            + " ngx_process.c:551",
        Make = (values, _) =>
        {
            if (values.Text("worker_processes") != "auto")
            {
                values.Whole("worker_processes", 1);
            }

            return Of((in EndedLife life) => life.Code == 2
                ? Verdict.GiveUp(RestartReason.ListedExit, NativeWord.SlotNotRespawned, 2)
                : Again);
        },
    };

    internal static PolicySystem Haproxy { get; } = new()
    {
        Slug = "haproxy",
        Name = "HAProxy master-worker",
        Versions = ["2.6"],
        Clock = "none",
        Options =
        [
            new("no-exit-on-failure", "false", "true or false: whether the keyword is there"),
        ],
        Fixed = "exits 0, 130 and 143 are no failures",
        Source = "haproxy 50872da src/mworker.c:561",
        Deviations = "With no-exit-on-failure a failed worker is left dead, as the manual has it;"
            + " when it was run with it, everything ended all the same.",
        Make = (values, _) =>
        {
            bool isForgiving = values.Truth("no-exit-on-failure");
            return Of((in EndedLife life) => Died(life, isForgiving));
        },
    };

    internal static PolicySystem Postmaster { get; } = new()
    {
        Slug = "postmaster",
        Name = "PostgreSQL postmaster",
        Versions = ["15", "18"],
        Clock = "none",
        Options = [new("restart_after_crash", "on", "on or off, or another boolean")],
        Source = "postgresql 18.6 src/backend/postmaster/postmaster.c:3152-3200",
        Deviations = "The child is an auxiliary process. The archiver and background workers, which"
            + " have pauses, are not modelled; crash recovery takes no time.",
        Make = (values, _) =>
        {
            bool isOn = values.Truth(
                "restart_after_crash", yes: ["on", "yes", "1"], no: ["off", "no", "0"]);
            return Of((in EndedLife life) => isOn || life.IsZero
                ? Again
                : Verdict.EndAll(RestartReason.OneForAll, NativeWord.ExitNumber, 1));
        },
    };

    internal static PolicySystem Gunicorn { get; } = new()
    {
        Slug = "gunicorn",
        Name = "Gunicorn arbiter",
        Versions = ["20.1", "26.1"],
        Clock = "none",
        Options = [new("workers", "1", "count, 1 or more")],
        Fixed = "exit codes 3 and 4 halt the arbiter",
        Source = "gunicorn 65ac1a3 gunicorn/arbiter.py:625-693,779-789",
        Granularity = "0 to 100 ms between spawns",
        Make = (values, timing) =>
        {
            values.Whole("workers", 1);
            return WorkerPolicy.Of(
                new MasterPolicies(HaltsAtBootErrors) { IsLate = timing.IsRealistic });
        },
    };

    internal static PolicySystem Unicorn { get; } = new()
    {
        Slug = "unicorn",
        Name = "Unicorn master",
        Versions = ["e986271"],
        Clock = "none",
        Options = [new("worker_processes", "1", "count, 1 or more")],
        Source = "unicorn e986271 lib/unicorn/http_server.rb reap_all_workers,"
            + " spawn_missing_workers",
        Make = (values, _) =>
        {
            values.Whole("worker_processes", 1);
            return Of((in EndedLife _) => Again);
        },
    };

    internal static PolicySystem Puma { get; } = new()
    {
        Slug = "puma",
        Name = "Puma cluster",
        Versions = ["8.0.1"],
        Clock = "none",
        Options = [new("workers", "0", "count; over 0: a cluster")],
        Source = "puma ff2e212 lib/puma/cluster.rb:70,174,328",
        Deviations = "Without workers there is nobody who would start anything again: the end of"
            + " the process is the end.",
        Make = (values, _) => values.Whole("workers", 0) > 0
            ? Of((in EndedLife _) => Again)
            : Of((in EndedLife life) => Verdict.EndAll(
                RestartReason.NotRestarted, NativeWord.ExitNumber, StatusOf(life))),
    };

    internal static PolicySystem Passenger { get; } = new()
    {
        Slug = "passenger",
        Name = "Passenger watchdog",
        Versions = ["6.0.23"],
        Clock = "none",
        Source = "passenger 080171e src/agent/Watchdog/AgentWatcher.cpp:60-105",
        Make = (_, _) => Of((in EndedLife life) => life.IsZero
            ? Verdict.Rest(RestartReason.CleanExit, NativeWord.NotRestarted)
            : Again),
    };

    internal static PolicySystem Overmind { get; } = new()
    {
        Slug = "overmind",
        Name = "Overmind",
        Versions = ["2.5.1"],
        Clock = "none",
        Options =
        [
            new("auto-restart", "", "process names; present: the child is one of them"),
            new("can-die", "", "process names; present: the child is one of them"),
        ],
        Fixed = "a check every 100ms",
        Source = "overmind f57a6d0 start/process.go:171-200",
        Deviations = "Checks are counted from the start of the process.",
        Make = (values, _) =>
        {
            bool restarts = values.Text("auto-restart").Length > 0;
            bool mayDie = values.Text("can-die").Length > 0;
            return Of((in EndedLife life) => restarts
                ? NextCheck(life)
                : mayDie ? Verdict.Rest(RestartReason.NotRestarted, NativeWord.LeftDead)
                : Verdict.EndAll(RestartReason.OneForAll, NativeWord.EverythingStopped));
        },
    };

    internal static PolicySystem Foreman { get; } = new()
    {
        Slug = "foreman",
        Name = "foreman",
        Versions = ["0.90"],
        Clock = "none",
        Source = "foreman f65ddba lib/foreman/engine.rb:439",
        Make = (_, _) => Of((in EndedLife _) => Verdict.EndAll(
            RestartReason.OneForAll, NativeWord.EverythingStopped)),
    };

    /// <summary>Whether the rule's answer is late by up to 100 ms.</summary>
    private bool IsLate { get; init; }

    private static Verdict Again => Verdict.Start(RestartReason.Ended);

    protected override Verdict Ended(ref NoState own, in EndedLife life, ulong draw)
    {
        Verdict verdict = rule(life);
        return IsLate && verdict.Decision.Verb == RestartVerb.Start
            ? Verdict.Wait(
                life.EndedAt + Chance.Below(MostBetweenSpawns, draw), RestartReason.Spacing)
            : verdict;
    }

    private static WorkerPolicy Of(MasterRule rule) => WorkerPolicy.Of(new MasterPolicies(rule));

    private static Verdict HaltsAtBootErrors(in EndedLife life) => life.Code is 3 or 4
        ? Verdict.EndAll(RestartReason.ListedExit, NativeWord.ServerHalts, life.Code)
        : Again;

    private static Verdict Died(in EndedLife life, bool isForgiving)
    {
        int status = StatusOf(life);
        return status is 0 or 130 or 143
            ? Verdict.EndAll(
                RestartReason.OneForAll, NativeWord.MasterExits,
                status == 130 ? status : 0) // SIGINT is no failure, but reported
            : isForgiving
                ? Verdict.GiveUp(RestartReason.NotRestarted, NativeWord.LeftDead, status)
                : Verdict.EndAll(RestartReason.OneForAll, NativeWord.ExitNumber, status);
    }

    /// <summary>Overmind: it is started again when its next check sees that it ended.</summary>
    internal static Verdict NextCheck(in EndedLife life) => Verdict.Wait(
        Chance.OnGrid(
            life.EndedAt + new TimeSpan(1), OvermindCheck, life.StartedAt - Instant.Zero),
        RestartReason.NotNoticed);

    /// <summary>What a shell would say of it.</summary>
    internal static int StatusOf(in EndedLife life) =>
        life.Signal > 0 ? SignalBase + life.Signal : Math.Max(0, life.Code);
}
