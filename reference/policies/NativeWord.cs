using System.Globalization;

namespace Harness.Reference.Policies;

/// <summary>
/// What supervisors call the states that they leave a worker in; systemd's are the values of the
/// unit property <c>Result</c>.
/// </summary>
public enum NativeWord : byte
{
    /// <summary>It has no word of its own.</summary>
    None,

    /// <summary>systemd: the last run was clean.</summary>
    Success,

    /// <summary>systemd: an exit code.</summary>
    ExitCode,

    /// <summary>systemd: a signal.</summary>
    Signal,

    /// <summary>systemd: a time limit.</summary>
    Timeout,

    /// <summary>systemd: the watchdog.</summary>
    Watchdog,

    /// <summary>systemd: it ended before it was ready, with 0.</summary>
    Protocol,

    /// <summary>systemd: the start limit, after a clean run.</summary>
    StartLimitHit,

    /// <summary>OTP: the supervisor's reason; Swarm: the task's state.</summary>
    Shutdown,

    /// <summary>Of what is left down without a failure.</summary>
    NotRestarted,

    /// <summary>Kubernetes: a container that is not restarted.</summary>
    Terminated,

    /// <summary>Kubernetes: a job over its limit.</summary>
    BackoffLimitExceeded,

    /// <summary>Kubernetes: a job that succeeded.</summary>
    Complete,

    /// <summary>Docker, Podman.</summary>
    Exited,

    /// <summary>supervisord: too many failed starts.</summary>
    Fatal,

    /// <summary>supervisord: ended after it had been running.</summary>
    ExitedCapital,

    /// <summary>s6: down for good.</summary>
    Down,

    /// <summary>Nomad: the task failed; OpenRC from 0.62: the service did.</summary>
    Failed,

    /// <summary>Nomad: the task is complete.</summary>
    CompleteSmall,

    /// <summary>PM2: too many unstable restarts.</summary>
    Errored,

    /// <summary>PM2: what it shows, wrongly, of one that it has given up.</summary>
    WaitingRestart,

    /// <summary>PM2, dinit, Windows, Circus: stopped.</summary>
    Stopped,

    /// <summary>Akka, Proto.Actor: the child was stopped.</summary>
    ChildStopped,

    /// <summary>Akka: the back-off supervisor stopped itself.</summary>
    SupervisorStopped,

    /// <summary>Upstart.</summary>
    StopWaiting,

    /// <summary>OpenRC up to 0.61: supervise-daemon ends.</summary>
    DaemonExited,

    /// <summary>SysV init: disabled for 5 minutes.</summary>
    Disabled,

    /// <summary>Finit.</summary>
    Crashed,

    /// <summary>Squid: a kid that is paused.</summary>
    Hopeless,

    /// <summary>The supervisor ends with an exit code, the Count of the decision.</summary>
    ExitNumber,

    /// <summary>Monit.</summary>
    NotMonitored,

    /// <summary>process-compose.</summary>
    Completed,

    /// <summary>Polly: what the last try gave.</summary>
    LastOutcome,

    /// <summary>nginx: exit code 2 of a worker.</summary>
    SlotNotRespawned,

    /// <summary>HAProxy: the master ends with the code Count.</summary>
    MasterExits,

    /// <summary>Gunicorn: it halts with the code Count.</summary>
    ServerHalts,

    /// <summary>foreman, Overmind.</summary>
    EverythingStopped,

    /// <summary>Overmind: a process that may die.</summary>
    LeftDead,

    /// <summary>httpd: a child said that all would fail.</summary>
    ChildFatal,
}

/// <summary>Native words as their supervisors write them.</summary>
public static class NativeWords
{
    /// <summary>The word of a decision; null if it has none.</summary>
    public static string? Of(RestartDecision decision) => decision.Native switch
    {
        NativeWord.None => null,
        NativeWord.Success => "success",
        NativeWord.ExitCode => "exit-code",
        NativeWord.Signal => "signal",
        NativeWord.Timeout => "timeout",
        NativeWord.Watchdog => "watchdog",
        NativeWord.Protocol => "protocol",
        NativeWord.StartLimitHit => "start-limit-hit",
        NativeWord.Shutdown => "shutdown",
        NativeWord.NotRestarted => "not restarted",
        NativeWord.Terminated => "Terminated",
        NativeWord.BackoffLimitExceeded => "BackoffLimitExceeded",
        NativeWord.Complete => "Complete",
        NativeWord.Exited => "exited",
        NativeWord.Fatal => "FATAL",
        NativeWord.ExitedCapital => "EXITED",
        NativeWord.Down => "down",
        NativeWord.Failed => "failed",
        NativeWord.CompleteSmall => "complete",
        NativeWord.Errored => "errored",
        NativeWord.WaitingRestart => "waiting restart",
        NativeWord.Stopped => "stopped",
        NativeWord.ChildStopped => "child stopped",
        NativeWord.SupervisorStopped => "supervisor stopped",
        NativeWord.StopWaiting => "stop/waiting",
        NativeWord.DaemonExited => "supervise-daemon exited",
        NativeWord.Disabled => "disabled",
        NativeWord.Crashed => "crashed",
        NativeWord.Hopeless => "hopeless",
        NativeWord.ExitNumber => $"exit {Number(decision)}",
        NativeWord.NotMonitored => "Not monitored",
        NativeWord.Completed => "Completed",
        NativeWord.LastOutcome => "last outcome returned",
        NativeWord.SlotNotRespawned => "slot not respawned",
        NativeWord.MasterExits => $"master exits {Number(decision)}",
        NativeWord.ServerHalts => $"server halts, exit {Number(decision)}",
        NativeWord.EverythingStopped => "everything is stopped",
        NativeWord.LeftDead => "left dead",
        NativeWord.ChildFatal => "child fatal",
    };

    private static string Number(RestartDecision decision) =>
        decision.Count.ToString(CultureInfo.InvariantCulture);
}
