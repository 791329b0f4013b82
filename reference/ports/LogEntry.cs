namespace Harness.Reference.Ports;

/// <summary>What an entry says. The meaning of its two numbers is stated with each.</summary>
public enum LogCode
{
    /// <summary>
    /// The supervisor begins. First: the budget's counter; second: 1 if it was restored.
    /// </summary>
    SupervisorStarting,

    /// <summary>All workers serve or are looked after. First: adopted; second: started.</summary>
    SupervisorRunning,

    /// <summary>The end has begun. First: 1 if it is forced.</summary>
    SupervisorStopping,

    /// <summary>The supervisor ends. First: exit code.</summary>
    SupervisorEnding,

    /// <summary>A running worker was taken over. First: pid.</summary>
    WorkerAdopted,

    /// <summary>A second process of a slot is ended. First: pid.</summary>
    SurplusEnded,

    /// <summary>A worker's process was started. First: pid.</summary>
    WorkerStarted,

    /// <summary>A worker is ready. First: pid.</summary>
    WorkerReady,

    /// <summary>A worker has ended. First: pid; second: its life in ms.</summary>
    WorkerExited,

    /// <summary>A worker could not be started. First: the <see cref="StartFailure"/>.</summary>
    WorkerStartFailed,

    /// <summary>A restart was decided. First: delay in ms; second: the policy's count.</summary>
    RestartDecided,

    /// <summary>A worker was paused. First: pause in ms; second: failures in a row.</summary>
    WorkerPaused,

    /// <summary>A worker's pause is over.</summary>
    WorkerRevived,

    /// <summary>A worker was given up.</summary>
    WorkerGivenUp,

    /// <summary>
    /// The watchdog found an instability. First: its kind; second: counter before.
    /// </summary>
    InstabilityFound,

    /// <summary>The budget allowed a repair. First: counter after.</summary>
    RepairBegun,

    /// <summary>A repair worked. First: its kind.</summary>
    RepairDone,

    /// <summary>The budget allowed no further repair. First: counter.</summary>
    BudgetSpent,

    /// <summary>An error was reported, and nothing more. First: origin; second: kind.</summary>
    ErrorReported,

    /// <summary>The state file was damaged and set aside.</summary>
    StateSetAside,

    /// <summary>A change begins; its subject is the tag. First: the request.</summary>
    ChangeBegun,

    /// <summary>New settings were tried out and accepted; the subject is the tag.</summary>
    ChangeAccepted,

    /// <summary>Every worker runs with a new configuration, and it is on record.</summary>
    ChangeDone,

    /// <summary>A change has failed; the last good configuration comes back.</summary>
    ChangeFailed,

    /// <summary>
    /// A change is over, and everything that was begun for it; the subject is its tag. First: the
    /// result.
    /// </summary>
    ChangeOver,

    /// <summary>
    /// The requester is told of an error; the subject is the tag in force. First: the result;
    /// second: how many problems.
    /// </summary>
    ChangeReported,

    /// <summary>A canary did not do well; the subject is its group.</summary>
    CanaryFailed,

    /// <summary>A process beside the fleet was started. First: pid, 0 if it could not.</summary>
    BesideStarted,

    /// <summary>Something that a crash left under a name of nobody's is ended.</summary>
    StrayEnded,

    /// <summary>
    /// A future change would fail; it is told once. First: the kind of instability.
    /// </summary>
    AheadFound,

    /// <summary>What was told before is over. First: the kind of instability.</summary>
    AheadOver,

    /// <summary>
    /// An optional worker failed for good, and is left down. First: the kind of instability.
    /// </summary>
    WorkerDisabled,

    /// <summary>A repair did not work, which is fatal. First: its kind.</summary>
    RepairFailed,

    /// <summary>The end could not end a worker in time, which is fatal.</summary>
    EndFailed,

    /// <summary>
    /// A worker asked for what it cannot do itself. First: the <see cref="Rung"/>; second:
    /// the <see cref="IntegrityKind"/>.
    /// </summary>
    WorkerReported,

    /// <summary>
    /// The whole instance is ended. First: the <c>InstanceEnd</c>.
    /// </summary>
    InstanceEnding,

    /// <summary>
    /// What a dead life held was given back. First: locks; second: pages of its requests.
    /// </summary>
    HoldingsReleased,

    /// <summary>
    /// What a dead life holds cannot be given back yet. First: locks; second: writes under way.
    /// </summary>
    HoldingsLeaked,

    /// <summary>
    /// Entries like it were left out for a minute, because there were too many. First: how many;
    /// second: their code.
    /// </summary>
    EntriesLeftOut,

    /// <summary>
    /// A worker has done its work, and is started again only if a person asks. First: the
    /// <c>RestartReason</c>; second: the policy's count.
    /// </summary>
    WorkerDone,

    /// <summary>
    /// A worker has used up a time that its policy gives it, and is ended. First: the
    /// <c>RestartReason</c>.
    /// </summary>
    WorkerOverran,

    /// <summary>
    /// The policy of a group has begun anew, with what runs of it. The subject is the group. First:
    /// how many members it has; second: how many of them run.
    /// </summary>
    GroupBegun,

    /// <summary>
    /// A worker is ended because its group's policy says so. First: the
    /// <c>RestartReason</c>.
    /// </summary>
    WorkerStopped,
}

/// <summary>One fact in the system's own log.</summary>
/// <param name="Code">What it says.</param>
/// <param name="Subject">The worker or the group it is about; empty if none.</param>
/// <param name="First">See <see cref="LogCode"/>.</param>
/// <param name="Second">See <see cref="LogCode"/>.</param>
public readonly record struct LogEntry(
    LogCode Code, string Subject, long First = 0, long Second = 0);
