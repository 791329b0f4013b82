using Harness.Reference.Ports;
using Harness.Sim.Trace;
using static Harness.Properties.Oracles.Story;
using static Harness.Sim.Oracles.Verdict;

namespace Harness.Properties.Oracles;

/// <summary>Stories for the oracles that look at what the supervisor owes to its machine.</summary>
internal static class MachineStories
{
    private const string One = "one-supervisor-at-a-time";
    private const string Collected = "ended-processes-are-collected";
    private const string Truth = "status-tells-the-truth";
    private const string Strangers = "strangers-are-left-alone";
    private const string First = "fatal-message-comes-first";

    internal static IEnumerable<Judgement> All =>
    [
        .. AboutTwoSupervisors, .. AboutCollecting, .. AboutTheStatus, .. AboutStrangers,
        .. AboutFailures,
    ];

    private static LockAsked Taken => new("/lock", FileError.None);

    private static LockAsked Refused => new("/lock", FileError.Locked);

    /// <summary>A supervisor runs, and a second one was refused the lock at 9 s.</summary>
    private static Story Two => new Story
    {
        { 0, Up(), Taken, Start("a"), Ready("a"), Running },
    }.Then(9, Up(2), Refused);

    private static IEnumerable<Judgement> AboutTwoSupervisors =>
    [
        new(One, Pass, "the second one says so and is gone",
            Two.Then(10, Fatal(Phase.Starting), Ended(1, 2))),
        new(One, Pass, "the first one goes on with its work meanwhile",
            Two.By(1, 9.5, new PortCalled(1, "processes", "start", "b"))
                .By(2, 10, Fatal(Phase.Starting), Ended(1, 2))),
        new(One, Fail, "the second one starts a worker",
            Two.Then(10, new PortCalled(1, "processes", "start", "b"))),
        new(One, Fail, "the second one signals a worker",
            Two.Then(10, new PortCalled(1, "processes", "send", "Kill"))),
        new(One, Fail, "the second one writes",
            Two.Then(10, new PortCalled(1, "files", "write", "/state"))),
        new(One, Pass, "the second one looks",
            Two.Then(10, new PortCalled(1, "processes", "list", ""))
                .Then(11, Fatal(Phase.Starting), Ended(1, 2))),
        new(One, Fail, "the second one ends as if all were well",
            Two.Then(10, Fatal(Phase.Starting), Ended(0, 2))),
        new(One, Fail, "the second one ends and says nothing", Two.Then(10, Ended(1, 2))),
        new(One, Pass, "the second one is gone after ten seconds",
            Two.Then(19, Fatal(Phase.Starting), Ended(1, 2))),
        new(One, Fail, "the second one is gone after more than ten seconds",
            Two.Then(19.1, Fatal(Phase.Starting), Ended(1, 2))),
        new(One, Fail, "the second one stays to the end", Two.By(1, 20, Served)),
        new(One, Fail, "both run, whatever the lock says", new Story
        {
            { 0, Up(), Taken, Running }, { 9, Up(2), Taken, Running },
        }),
        new(One, Pass, "the second one is killed over it",
            Two.Then(10, Killed(2)).By(1, 60, Served)),
        new(One, Inconclusive, "the second one comes when the first one is gone", new Story
        {
            { 0, Up(), Taken, Running }, { 8, Killed() }, { 9, Up(2), Taken, Running },
        }),
    ];

    private static ClientServed Served => new(1, "a", 1, true);

    /// <summary>Two workers that serve under a running supervisor.</summary>
    private static Story Both => new()
    {
        {
            0, Up(), Says(LogCode.SupervisorStarting), Start("a"), Ready("a"),
            Says(LogCode.WorkerReady, "a"), Start("b"), Ready("b"), Says(LogCode.WorkerReady, "b"),
            Running
        },
    };

    private static ProcessReaped Reaped(bool byMachine = false) => new("a", 9701, 1, byMachine);

    private static IEnumerable<Judgement> AboutCollecting =>
    [
        new(Collected, Pass, "what has ended is collected",
            Both.Then(9, Exit("a")).Then(9.1, Reaped()).Then(100, Served)),
        new(Collected, Pass, "it is collected at the end of the bound of 70 s",
            Both.Then(9, Exit("a")).Then(79, Reaped())),
        new(Collected, Fail, "it is collected after the bound of 70 s",
            Both.Then(9, Exit("a")).Then(79.1, Reaped())),
        new(Collected, Fail, "it is never collected", Both.Then(9, Exit("a")).Then(79.1, Served)),
        new(Collected, Pass, "a stall is nobody's delay",
            Both.Then(9, Exit("a"), new SupervisorStalled(false))
                .Then(99, new SupervisorStalled(true)).Then(100, Reaped())),
        new(Collected, Pass, "the next life has its own patience",
            Both.Then(9, Exit("a")).Then(60, Killed()).Then(61, Up(2), Running)
                .Then(130, Reaped())),
        new(Collected, Fail, "the next life's patience has an end",
            Both.Then(9, Exit("a")).Then(60, Killed()).Then(61, Up(2), Running)
                .Then(131.1, Reaped())),
        new(Collected, Inconclusive, "init collects it",
            Both.Then(9, Exit("a"), Killed(), Reaped(byMachine: true))),
        new(Collected, Inconclusive, "a reboot leaves nothing to collect",
            Both.Then(9, Killed(), Exit("a", 1, ExitCause.Reboot))
                .Then(10, new MachineRebooted(2))),
    ];

    private static RequestArrived Ask => new(1, ControlVerb.Status, false);

    private static ConditionTold Told(WorkerCondition condition) => new(1, "a", condition);

    private static IEnumerable<Judgement> AboutTheStatus =>
    [
        new(Truth, Pass, "a worker that serves is told as serving",
            Both.Then(9, Ask, Told(WorkerCondition.Serving))),
        new(Truth, Fail, "a worker that serves is told as starting",
            Both.Then(9, Ask, Told(WorkerCondition.Starting))),
        new(Truth, Fail, "a worker that has ended is told as serving",
            Both.Then(8, Exit("a"), Says(LogCode.WorkerExited, "a"))
                .Then(9, Ask, Told(WorkerCondition.Serving))),
        new(Truth, Pass, "a worker that has ended since the question is told as serving",
            Both.Then(8, Ask, Exit("a"), Says(LogCode.WorkerExited, "a"))
                .Then(9, Told(WorkerCondition.Serving))),
        new(Truth, Pass, "a worker that has ended since the question is told as starting",
            Both.Then(8, Ask, Exit("a"), Says(LogCode.WorkerExited, "a"))
                .Then(9, Told(WorkerCondition.Starting))),
        new(Truth, Fail, "a worker is told as paused and is not",
            Both.Then(9, Ask, Told(WorkerCondition.Paused))),
        new(Truth, Pass, "a worker that is paused is told so",
            Both.Then(8, Exit("a"), Says(LogCode.WorkerExited, "a"),
                    Says(LogCode.WorkerPaused, "a"))
                .Then(9, Ask, Told(WorkerCondition.Paused))),
        new(Truth, Fail, "a worker that was given up is told as paused",
            Both.Then(8, Exit("a"), Says(LogCode.WorkerGivenUp, "a"))
                .Then(9, Ask, Told(WorkerCondition.Paused))),
        new(Truth, Pass, "a worker that hangs for less than 85 s is told as serving",
            Both.Then(9, Hang("a")).Then(94, Ask, Told(WorkerCondition.Serving))),
        new(Truth, Fail, "a worker that hangs for more than 85 s is told as serving",
            Both.Then(9, Hang("a")).Then(94.1, Ask, Told(WorkerCondition.Serving))),
        new(Truth, Fail, "a worker that serves is told as stopped",
            Both.Then(9, Ask, Told(WorkerCondition.Stopped))),
        new(Truth, Fail, "a worker that has ended is told as stopped, and nobody had it stopped",
            Both.Then(8, Exit("a"), Says(LogCode.WorkerExited, "a"))
                .Then(9, Ask, Told(WorkerCondition.Stopped))),
        new(Truth, Pass, "a worker is told as stopped since the end has begun",
            Both.Then(8, Stopping, Exit("a", cause: ExitCause.Asked))
                .Then(9, Ask, Told(WorkerCondition.Stopped))),
        new(Truth, Fail, "a worker of no such name is told of",
            Both.Then(9, Ask, new ConditionTold(1, "c", WorkerCondition.Serving))),
        .. AboutTheCounter,
        new(Truth, Inconclusive, "nobody asks", Both),
    ];

    private static IEnumerable<Judgement> AboutTheCounter =>
    [
        new(Truth, Pass, "the counter is told as it is", Counter(1, 10, 1)),
        new(Truth, Fail, "the counter is told as less than it is", Counter(2, 10, 0)),
        new(Truth, Fail, "the counter is told as more than it is", Counter(1, 10, 2)),
        new(Truth, Pass, "the counter may have gone down once", Counter(2, 10, 1)),
        new(Truth, Fail, "the counter has gone down after an interval", Counter(1, 1810, 1)),
        new(Truth, Pass, "the counter is told as it was at the question",
            Both.Then(9, Ask, Says(LogCode.InstabilityFound, "a", 1, 0))
                .Then(10, Says(LogCode.RepairBegun, "a", 1), Told(WorkerCondition.Serving),
                    new CounterTold(1, 0))),
    ];

    private static Story Counter(int counter, double seconds, int told) => Both
        .Then(9, Says(LogCode.RepairBegun, "a", counter))
        .Then(seconds, Ask, Told(WorkerCondition.Serving), new CounterTold(1, told));

    private static SignalSent Missed => new("", 9701, Signal.Term, Arrived: false);

    private static IEnumerable<Judgement> AboutStrangers =>
    [
        new(Strangers, Pass, "a signal to who had the pid before does not arrive",
            Both.Then(9, Exit("a"), new StrangerStarted(9701), Missed)),
        new(Strangers, Fail, "a stranger is signalled",
            Both.Then(9, Exit("a"), new StrangerStarted(9701),
                new StrangerSignalled(9701, Signal.Kill))),
        new(Strangers, Inconclusive, "nobody signals the pid of a stranger",
            Both.Then(9, Exit("a"), new StrangerStarted(9702), Missed)),
        new(Strangers, Inconclusive, "a stranger does not outlive its boot",
            Both.Then(9, new StrangerStarted(9701), Killed(), new MachineRebooted(2))
                .Then(10, Up(2), Missed)),
    ];

    private static IEnumerable<Judgement> AboutFailures =>
    [
        new(First, Pass, "a failed repair is told before anything else is done",
            Repaired.Then(29, Fatal(Phase.Running), Sent("b"), Ended(1))),
        new(First, Fail, "a worker is ended after a failed repair and before it is told",
            Repaired.Then(29, Sent("b"), Fatal(Phase.Running), Ended(1))),
        new(First, Pass, "a start that takes too long may be ended meanwhile",
            Repaired.Then(29, Start("b", 2), Sent("b", 2), Fatal(Phase.Running), Ended(1))),
        new(First, Pass, "a failed end is told before anything else is done",
            EndFailed.Then(31, Fatal(Phase.Stopping), Ended(1))),
        new(First, Fail, "a worker is killed again after a failed end and before it is told",
            EndFailed.Then(31, Sent("a", 1, Signal.Kill), Fatal(Phase.Stopping), Ended(1))),
        new(First, Fail, "the budget is spent, and the end begins before that is told",
            Both.Then(9, Says(LogCode.BudgetSpent), Stopping, Sent("a"), Fatal(Phase.Running))),
        new(First, Pass, "the budget is spent in the middle of the end",
            Both.Then(9, Stopping, Says(LogCode.BudgetSpent), Sent("a"), Fatal(Phase.Stopping))),
    ];

    private static Story Repaired => Both.Then(9, Hang("a"))
        .Then(24, Says(LogCode.RepairBegun, "a", 1), Sent("a", 1, Signal.Kill))
        .Then(29, Says(LogCode.RepairFailed, "a", 2));

    private static Story EndFailed => Both.Then(9, Hang("a"))
        .Then(10, Stopping, Sent("a"), Sent("b"), Exit("b", 1, ExitCause.Asked))
        .Then(20, Sent("a", 1, Signal.Kill)).Then(30, Says(LogCode.EndFailed));
}
